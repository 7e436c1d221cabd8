import assert from 'node:assert/strict';

import { OtherWindows } from '../../../src/library/otherWindows';
import { eventually } from '../../support/eventually';

describe('looking for what other windows have done', () => {
  it('notices a sleep that came in the middle of a look', async () => {
    const now = performance.now.bind(performance);
    const looks: boolean[] = [];
    const others = new OtherWindows({
      everyMs: 5,
      changed: (hasSlept) => {
        looks.push(hasSlept);
        performance.now = () => now() + 31_000;
        return Promise.resolve(new Set());
      },
      look: () => Promise.resolve(undefined),
      onError: (error) => {
        throw error;
      },
    });
    others.onDidChange(() => undefined);
    try {
      await eventually(
        () => Promise.resolve(looks.length),
        (count) => count > 2,
      );
      assert.deepEqual(looks.slice(0, 3), [false, true, false]);
    } finally {
      others.dispose();
      Reflect.deleteProperty(performance, 'now');
    }
  });
});
