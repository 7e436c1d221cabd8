import assert from 'node:assert/strict';

import fc from 'fast-check';

import { redrawsBehind } from '../../../../src/prediction/log/barRedraws';
import { readProgressBar } from '../../../../src/prediction/log/progressBar';
import { anyRedraws } from '../../../support/logs/anyRedraws';

describe('the drawings of a bar that follow each other', () => {
  it('are taken up to one that is as it would be read', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyRedraws, (log) => {
        const firstEnd = log.search(/[\r\n]/);
        const first = readProgressBar(log.slice(0, Math.max(0, firstEnd)), true);
        const redraws = first && redrawsBehind(first, log, firstEnd + 1);
        if (redraws === undefined) return;
        taken++;
        const { last, lineEnd } = redraws;
        const start =
          Math.max(log.lastIndexOf('\r', lineEnd - 1), log.lastIndexOf('\n', lineEnd - 1)) + 1;
        assert.deepEqual(last, readProgressBar(log.slice(start, lineEnd), true));
      }),
      { numRuns: 5000 },
    );
    assert.ok(taken > 1000, `only ${taken} were taken`);
  });

  it('are counted', () => {
    const bar = (count: number) => `${25 * count}%|##| ${count}/4 [00:0${count}<00:01, 1.00it/s]`;
    const log = [0, 1, 2, 3, 3].map(bar).join('\n') + '\n';
    const first = readProgressBar(bar(0), true);
    assert.ok(first);
    const redraws = redrawsBehind(first, log, bar(0).length + 1);
    assert.deepEqual(
      [redraws?.last.amounts, redraws?.replaced, redraws?.lineEnd],
      ['3/4', 3, log.length - 1],
    );
  });
});
