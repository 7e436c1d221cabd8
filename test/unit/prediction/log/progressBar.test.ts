import assert from 'node:assert/strict';

import fc from 'fast-check';

import { readProgressBar } from '../../../../src/prediction/log/progressBar';

describe('a line of a log', () => {
  for (const [line, label, current, total, timing] of [
    [' 50%|█████     | 14/28 [00:02<00:02,  6.10it/s]', '', 14, 28, '00:02<00:02,  6.10it/s'],
    ['0%| | 0/40 [00:00<?, ?it/s]', '', 0, 40, '00:00<?, ?it/s'],
    ['Steps:   1%|          | 1/101 [00:04<08:00]', 'Steps', 1, 101, '00:04<08:00'],
    ['flux_train_replicate: 52%|█████▏ | 517/1000', 'flux_train_replicate', 517, 1000, ''],
    [
      'Fetching 1 files:   0%|          | 0/1 [00:00<?, ?it/s]x',
      'Fetching 1 files',
      0,
      1,
      undefined,
    ],
    ['150%|█████| 6/4 [00:01<00:00, 1it/s]', '', 4, 4, undefined],
    ['100%|██████████| 20.5M/20.5M [00:00<00:00, 100MB/s]', '', 20.5e6, 20.5e6, undefined],
    [' 89% 105M/119M [00:01<00:00, 106MB/s]', '', 105e6, 119e6, undefined],
    ['1it [00:00,  8.51it/s]', '', 1, undefined, '00:00,  8.51it/s'],
    ['深度去噪 🦌:  50%|█████     | 2/4 [00:01<00:01,  2.00it/s]', '深度去噪 🦌', 2, 4, undefined],
    ['a | b:  50%|█████     | 2/4 [00:01<00:01,  2.00it/s]', 'a | b', 2, 4, undefined],
    ['Resizing: 45%|████▌     |', 'Resizing', 45, 100, ''],
  ] as const) {
    it(`is a bar: ${line}`, () => {
      const bar = readProgressBar(line, true);
      assert.deepEqual(
        [bar?.label, bar?.current, bar?.total, timing && bar?.timing],
        [label, current, total, timing],
      );
    });
  }

  for (const line of [
    '',
    '50%',
    '50% of 4/8',
    'Step 3/10',
    '[3/10] Linking',
    '| 10% | 20%| a |',
    'done in 3 s [00:01]',
    'Epoch 3/10 [=====>....] - loss: 0.3',
    'took 3it [sic]',
  ]) {
    it(`is no bar: ${line}`, () => {
      assert.equal(readProgressBar(line, true), undefined);
    });
  }

  it('is not read where more text may change what it says', () => {
    const bar = ' 50%|█████     | 14/28 [00:02<00:02,  6.10it/s]';
    for (let end = 0; end < bar.length; end++) {
      assert.equal(readProgressBar(bar.slice(0, end), false), undefined);
    }
    assert.equal(readProgressBar(bar, false)?.end, bar.length);
  });

  it('never tells more than all, less than nothing, or no number', () => {
    const drawn = fc
      .tuple(fc.string(), fc.nat(), fc.nat(), fc.nat(), fc.string())
      .map(([label, percent, current, total, rest]) => {
        return `${label} ${percent}%|██| ${current}/${total} [00:01<${rest}`;
      });
    fc.assert(
      fc.property(fc.oneof(drawn, fc.string()), (line) => {
        const bar = readProgressBar(line, true);
        if (bar === undefined) return;
        const { current, total = Infinity } = bar;
        assert.ok(current >= 0 && current <= total && total > 0);
      }),
    );
  });
});
