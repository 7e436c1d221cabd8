import assert from 'node:assert/strict';

import { lastLinesOf, lastLogLines } from '../../../../src/features/preview/lastLogLines';
import { GrowingLog } from '../../../../src/prediction/log/growingLog';

describe('the last lines of a log', () => {
  it('are those that a terminal shows last, with the one that is being written', () => {
    const log = new GrowingLog();
    Array.from(log.read('one\ntwo\nthree\nfou', false));
    assert.deepEqual(lastLogLines(log, 3), ['two', 'three', 'fou']);
  });

  it('hold a bar that is drawn as it is now', () => {
    const log = new GrowingLog();
    Array.from(log.read('start\n 10%|█         | 1/10 [00:01<00:09, 1.00s/it]\r', false));
    assert.deepEqual(lastLogLines(log, 3), ['start', '1/10 · 1 s · 1.00 s/it']);
  });

  it('are read from the end of a long log that is over', () => {
    const logs = Array.from({ length: 20_000 }, (_, index) => `step ${index + 1}`).join('\n');
    assert.deepEqual(lastLinesOf(logs, 2), ['step 19999', 'step 20000']);
  });

  it('are read from the end of a long log, be it a single line or end in a long one', () => {
    const redraws = `first${'\rstep'.repeat(50_000)}`;
    assert.deepEqual(lastLinesOf(`${redraws}\n`, 2), ['step']);
    const started = performance.now();
    assert.deepEqual(lastLinesOf(`\u2588${'\r\u001b[1mstep'.repeat(3_000_000)}`, 2), ['step']);
    assert.ok(performance.now() - started < 500, `${performance.now() - started} ms`);
  });

  it('are none where there is no log', () => {
    assert.deepEqual(lastLinesOf('', 5), []);
  });
});
