import assert from 'node:assert/strict';

import { describeState } from '../../../../src/prediction/summary';
import { english } from '../../../support/builders/english';
import { predictionOf, progressOf } from '../../../support/builders/predictions';
import { tqdmLogs } from '../../../support/logs/recordedLogs';
import { linesOf } from './logLines';
import { LogLines } from '../../../support/logs/logLines';

interface Expected {
  /** Of a prediction whose log has come to three fifths. */
  readonly words: string;
  readonly lines: readonly string[];
}

const expected: Readonly<Record<string, Expected>> = {
  blocks: {
    words: '62%',
    lines: ['8/8 · 2 s · 4.00 it/s', 'done'],
  },
  'ascii signs': {
    words: '62%',
    lines: ['8/8 · 2 s · 4.00 it/s'],
  },
  description: {
    words: '50% · 1 s left',
    lines: ['Using seed: 7', 'Denoising 8/8 · 2 s · 4.00 it/s'],
  },
  postfix: {
    words: '50% · 17 s left',
    lines: ['steps 4/4 · 35 s · 8.64 s/it · avr_loss=0.0609 · lr=1e-5'],
  },
  'postfix words': {
    words: '66% · 1 s left',
    lines: ['3/3 · 3 s · 1.00 it/s · nearly there'],
  },
  'unknown total': {
    words: 'Frames 3 done',
    lines: ['Frames 5it · 2.5 s · 2.00 it/s'],
  },
  'unknown total of bytes': {
    words: '12.3MB downloaded',
    lines: ['20.5MB · 2.5 s · 8.20 MB/s'],
  },
  unit: {
    words: '50%',
    lines: ['4/4 · 1.6 s · 2.50 img/s'],
  },
  'unit of words': {
    words: '50% · 5 s left',
    lines: ['4/4 · 10 s · 2.50 s/big tiles'],
  },
  size: {
    words: 'model.safetensors 50%',
    lines: ['model.safetensors 114M/114M · 1.1 s · 100 MB/s'],
  },
  narrow: {
    words: '60% · 11 s left',
    lines: ['Sampling 20/20 · 30 s'],
  },
  'very narrow': {
    words: '60% · 11 s left',
    lines: ['Sampling 20/20 · 30 s'],
  },
  'no room': {
    words: '62%',
    lines: ['8/8 · 2 s · 4.00 it/s'],
  },
  'changing width': {
    words: '58% · 2 s left',
    lines: ['Sampling 12/12 · 6 s · 2.00 it/s'],
  },
  colour: {
    words: '50% · 1 s left',
    lines: ['Upscaling 4/4 · 2 s · 2.00 it/s'],
  },
  slow: {
    words: '66% · 1 min 15 s left',
    lines: ['Frames 3/3 · 3 min 45 s · 75.00 s/it'],
  },
  hours: {
    words: '62% · 1 h 28 min left',
    lines: ['steps 1640/1640 · 3 h 56 min · 8.64 s/it'],
  },
  'more than a day': {
    words: '60% · 12 h 0 min left',
    lines: ['epochs 30/30 · 30 h 0 min · 3600.00 s/it'],
  },
  nested: {
    words: '66% · 5 s left',
    lines: ['Epochs 3/3 · 7.5 s · 2.50 s/it'],
  },
  'nested and left': {
    words: '66% · 5 s left',
    lines: [
      'Steps 5/5 · 2.5 s · 2.00 it/s',
      'Steps 5/5 · 2.5 s · 2.00 it/s',
      'Steps 5/5 · 2.5 s · 2.00 it/s',
      'Epochs 3/3 · 7.5 s · 2.50 s/it',
    ],
  },
  'nested without words': {
    words: '66% · 5 s left',
    lines: ['3/3 · 7.5 s · 2.50 s/it', 'done'],
  },
  'nested with messages': {
    words: '66%',
    lines: ['epoch 0 saved', 'epoch 1 saved', 'epoch 2 saved', 'Epochs 3/3 · 7.5 s · 2.50 s/it'],
  },
  'three deep': {
    words: '66% · 5 s left',
    lines: ['Epochs 3/3 · 9 s · 3.00 s/it'],
  },
  'gone when full': {
    words: 'Loading weights 50% · 1 s left',
    lines: ['Loading weights 4/4 · 2 s · 2.00 it/s', 'ready'],
  },
  'side by side': {
    words: '76%',
    lines: [
      'vae.bin 20/20 · 3 s · 6.67 it/s',
      'text.bin 32/32 · 3 s · 10.67 it/s',
      'unet.bin 40/40 · 3 s · 13.33 it/s',
    ],
  },
  'messages between': {
    words: '50% · 3 s left',
    lines: [
      'step 0 of 6',
      'step 1 of 6',
      'step 2 of 6',
      'step 3 of 6',
      'step 4 of 6',
      'step 5 of 6',
      'Steps 6/6 · 6 s · 1.00 it/s',
      'done',
    ],
  },
  'changing description': {
    words: '50% · 1 s left',
    lines: ['Reading d.png 4/4 · 2 s · 2.00 it/s'],
  },
  'description with numbers': {
    words: '50% · 1 s left',
    lines: ['loss 0.27 4/4 · 2 s · 2.00 it/s'],
  },
  'begun again': {
    words: '99% · Tiles 0%',
    lines: ['Tiles 4/4 · 2 s · 2.00 it/s', 'Tiles 4/4 · 2 s · 2.00 it/s'],
  },
  'broken off': {
    words: '30% · Sampling 0%',
    lines: ['Searching 3/10 · 1.5 s · 2.00 it/s', 'found', 'Sampling 4/4 · 2 s · 2.00 it/s'],
  },
  'more than the total': {
    words: '66%',
    lines: ['5it · 2.5 s · 2.00 it/s'],
  },
  stages: {
    words: '66% · 1 s left',
    lines: [
      'Loading pipeline components 3/3 · 0.8 s · 4.00 it/s',
      '6/6 · 3 s · 2.00 it/s',
      'Upscaling 4/4 · 2 s · 2.00 it/s',
    ],
  },
};

describe('a log that tqdm writes', () => {
  const recorded = tqdmLogs();

  it('is of a shape that is expected', () => {
    const shapes = recorded.map(({ shape }) => shape);
    assert.deepEqual(shapes, Object.keys(expected));
  });

  for (const { shape, logs } of recorded) {
    const { words, lines } = expected[shape] ?? { words: '', lines: [] };

    it(`has one line for each bar that a terminal would keep: ${shape}`, () => {
      assert.deepEqual(linesOf([logs]), lines);
    });

    it(`tells how far the run is: ${words} (${shape})`, () => {
      const part = logs.slice(0, Math.floor(logs.length * 0.6));
      const prediction = predictionOf({ status: 'processing', logs: part });
      assert.equal(describeState(prediction, progressOf(prediction), english), words);
    });

    it(`never goes back, and is never done while it runs: ${shape}`, () => {
      assertNeverBack(logs);
    });

    it(`is read where an old runner turned returns into line ends: ${shape}`, () => {
      const log = logs.replaceAll('\r', '\n');
      assertNeverBack(log);
      const whole = lines.filter((line) => /^(?:\D* )?\d+\/\d+ ·/.test(line));
      const shown = new Set(linesOf([log]));
      assert.deepEqual(
        whole.filter((line) => !shown.has(line)),
        [],
      );
    });
  }
});

/** Reads it character by character. */
function assertNeverBack(log: string): void {
  const text = new LogLines();
  let before = 0;
  for (let end = 1; end <= log.length; end++) {
    text.update(log.slice(0, end));
    const { fraction = before } = text.progress;
    assert.ok(fraction >= before && fraction < 1, `${before} → ${fraction} at ${end}`);
    before = fraction;
  }
}
