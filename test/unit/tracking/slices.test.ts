import assert from 'node:assert/strict';
import { setImmediate as afterOthers } from 'node:timers/promises';

import { inSlices } from '../../../src/tracking/slices';

const many = Array.from({ length: 1000 }, (_, index) => index);

describe('work in slices', () => {
  it('is done on each item once, in order', async () => {
    const slices = await inSlices(many, (some) => [...some]);
    assert.deepEqual(slices.flat(), many);
  });

  it('lets others do their work in between', async () => {
    const done: (number | 'other')[] = [];
    const working = inSlices(many, (some) => {
      done.push(some.length);
    });
    const other = afterOthers().then(() => done.push('other'));
    await Promise.all([working, other]);
    const before = done.indexOf('other');
    assert.ok(before > 0 && before < done.length - 1, String(done));
  });

  it('is done at once where it is little', () => {
    const done: number[] = [];
    void inSlices([1, 2, 3], (some) => {
      done.push(...some);
    });
    assert.deepEqual(done, [1, 2, 3]);
  });

  it('fails where the work on one item fails', async () => {
    const fail = (some: readonly number[]) =>
      some.includes(500) ? Promise.reject(new Error('full')) : Promise.resolve();
    await assert.rejects(inSlices(many, fail), /full/);
  });
});
