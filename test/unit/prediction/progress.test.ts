import assert from 'node:assert/strict';

import fc from 'fast-check';

import { isSameBar, readProgressBar } from '../../../src/prediction/progress';

describe('a line of a log', () => {
  for (const [line, label, current, total, secondsLeft] of [
    [' 50%|█████     | 14/28 [00:02<00:02,  6.10it/s]', '', 14, 28, 2],
    ['0%| | 0/40 [00:00<?, ?it/s]', '', 0, 40, undefined],
    ['Steps:   1%|          | 1/101 [00:04<08:00,  4.80s/it, lr=1e-5]', 'Steps', 1, 101, 480],
    ['steps:  13%|█▎  | 215/1640 [31:00<3:25:30,  8.64s/it]', 'steps', 215, 1640, 12_330],
    ['flux_train_replicate: 52%|█████▏ | 517/1000', 'flux_train_replicate', 517, 1000, undefined],
    [
      'Fetching 1 files:   0%|          | 0/1 [00:00<?, ?it/s]x',
      'Fetching 1 files',
      0,
      1,
      undefined,
    ],
    ['150%|█████| 6/4 [00:01<00:00, 1it/s]', '', 4, 4, 0],
  ] as const) {
    it(`is a bar: ${line}`, () => {
      assert.deepEqual(readProgressBar(line)?.bar, { label, current, total, secondsLeft });
    });
  }

  for (const line of [
    '',
    '50%',
    '50% of 4/8',
    '1it [00:00,  8.51it/s]',
    '100%|██████████| 20.5M/20.5M [00:00<00:00, 100MB/s]',
    ' 89% 105M/119M [00:01<00:00, 106MB/s]',
    '0%|          | 0/0 [00:00<?, ?it/s]',
    `${'x'.repeat(2000)} 50%|█| 1/2`,
  ]) {
    it(`is no bar: ${line.slice(0, 60)}`, () => {
      assert.equal(readProgressBar(line), undefined);
    });
  }

  it('is taken apart where other text runs on behind a bar', () => {
    const drawing = 'A:  50%|██  | 2/4 [00:01<00:01, 2it/s]';
    const line = readProgressBar(`${drawing}/x.py:1: UserWarning`);
    assert.equal(line?.drawing, drawing);
    assert.equal(line.rest, '/x.py:1: UserWarning');
  });

  it('never tells more than all, less than nothing, or no number', () => {
    const drawn = fc
      .tuple(fc.string(), fc.nat(), fc.nat(), fc.nat(), fc.string())
      .map(([label, percent, current, total, rest]) => {
        return `${label} ${percent}%|██| ${current}/${total} [00:01<${rest}`;
      });
    fc.assert(
      fc.property(fc.oneof(drawn, fc.string()), (line) => {
        const bar = readProgressBar(line)?.bar;
        if (bar === undefined) return;
        assert.ok(bar.current >= 0 && bar.current <= bar.total && bar.total > 0);
        assert.ok(bar.secondsLeft === undefined || Number.isFinite(bar.secondsLeft));
      }),
    );
  });
});

describe('two drawings', () => {
  const bar = { label: 'A', current: 2, total: 4, secondsLeft: 1 };

  it('are of one bar while it goes on', () => {
    assert.equal(isSameBar(bar, { ...bar, secondsLeft: undefined }), true);
    assert.equal(isSameBar(bar, { ...bar, current: 3 }), true);
  });

  it('are of two when label or total differ, or it begins again', () => {
    assert.equal(isSameBar(bar, { ...bar, label: 'B' }), false);
    assert.equal(isSameBar(bar, { ...bar, total: 5 }), false);
    assert.equal(isSameBar(bar, { ...bar, current: 1 }), false);
  });
});
