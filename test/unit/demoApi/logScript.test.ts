import assert from 'node:assert/strict';

import { bar, logAt } from '../../support/demoApi/logScript';

describe('a log script', () => {
  it('draws the bar that tqdm draws', () => {
    const pieces = bar({ from: 1, to: 5, total: 4, label: 'Base: ' });
    assert.equal(
      logAt(pieces, 4),
      'Base:   0%|          | 0/4 [00:00<?, ?it/s]\r' +
        'Base:  25%|██▌       | 1/4 [00:01<00:03, 1.00it/s]\r' +
        'Base:  50%|█████     | 2/4 [00:02<00:02, 1.00it/s]\r' +
        'Base:  75%|███████▌  | 3/4 [00:03<00:01, 1.00it/s]\r',
    );
    assert.match(
      logAt(pieces, 5),
      /\rBase: 100%\|██████████\| 4\/4 \[00:04<00:00, 1\.00it\/s\]\n$/,
    );
  });

  it('puts what a step tells after the pace', () => {
    const pieces = bar({
      from: 0,
      to: 8,
      total: 2,
      redraw: '\n',
      postfix: (step) => `loss=${step}`,
    });
    assert.match(
      logAt(pieces, 4),
      /\n 50%\|█████ {5}\| 1\/2 \[00:04<00:04, 4\.00s\/it, loss=1\]\n$/,
    );
  });
});
