import assert from 'node:assert/strict';

import type { Stage } from '../../../../src/prediction/log/stageBar';
import { describeState } from '../../../../src/prediction/summary';
import { english } from '../../../support/builders/english';
import { predictionOf, progressOf } from '../../../support/builders/predictions';
import { logSamples } from '../../../support/logs/recordedLogs';
import { linesOf } from './logLines';
import { LogLines } from '../../../support/logs/logLines';

interface Expected {
  readonly lines: readonly string[];
  /** Of a prediction that runs. */
  readonly words: string;
  /** The last one, in part. */
  readonly stage?: Partial<Stage>;
}

const expected: Readonly<Record<string, Expected>> = {
  'plain tqdm, newline': {
    lines: ['Using seed: 2239907472', '4/4 · 0.4 s · 9.79 it/s'],
    words: '99%',
    stage: {
      label: '',
      current: 4,
      total: 4,
      unit: 'it',
      rate: 9.79,
      rateUnit: 'it/s',
      line: undefined,
      hasEnded: true,
    },
  },
  'plain tqdm, carriage returns': {
    lines: ['Using seed: 33524', '14/28 · 2.3 s · 6.10 it/s'],
    words: '50% · 2 s left',
    stage: { current: 14, total: 28, secondsLeft: 2, hasEnded: false },
  },
  'ComfyUI nodes then a bar': {
    lines: [
      'Executing node 294, title: KSampler, class type: KSampler',
      'KSampler 1/40 · 0.1 s · 8.05 it/s',
    ],
    words: '2% · 4 s left',
    stage: { label: 'KSampler', current: 1, total: 40, secondsLeft: 4, hasEnded: false },
  },
  'unknown total': {
    lines: ['Using seed: 33524', '1it · 0.1 s · 8.51 it/s'],
    words: '1 done',
    stage: { current: 1, total: undefined, unit: 'it', rate: 8.51, secondsLeft: undefined },
  },
  'prefixed bar, two stages': {
    lines: ['DDIM Sampler 20/20 · 12 s · 1.61 it/s', 'DDIM Sampler 0/20 · 0 s'],
    words: '99% · DDIM Sampler 0%',
    stage: { label: 'DDIM Sampler', current: 0, total: 20, hasEnded: false },
  },
  'a bar cut by a warning': {
    lines: [
      '/root/.pyenv/versions/3.10.6/lib/python3.10/site-packages/x.py:1: UserWarning: deprecated',
      'Fetching 1 files 0/1 · 0 s',
    ],
    words: 'Fetching 1 files 0%',
    stage: { label: 'Fetching 1 files', current: 0, total: 1, isPreparing: true, hasEnded: false },
  },
  'ANSI colour': {
    lines: ['Efficient Loader Models Cache:', 'Ckpt:', '[1] albedobaseXL_v13'],
    words: 'processing',
  },
  'short bar, no rate': {
    lines: ['flux_train_replicate 517/1000'],
    words: '51%',
    stage: { label: 'flux_train_replicate', current: 517, total: 1000, unit: '', rateUnit: '' },
  },
  'training steps with losses': {
    lines: ['steps 215/1640 · 31 min 0 s · 8.64 s/it · avr_loss=0.052'],
    words: '13% · 3 h 25 min left',
    stage: {
      label: 'steps',
      rate: 8.64,
      rateUnit: 's/it',
      unit: 'it',
      secondsElapsed: 1860,
      secondsLeft: 12_330,
      fields: [{ name: 'avr_loss', value: '0.052' }],
    },
  },
  'slow steps': {
    lines: ['Steps 1/101 · 4.8 s · 4.80 s/it · lr=1e-5 · step_loss=0.0609'],
    words: '0% · 8 min 0 s left',
    stage: {
      secondsElapsed: 4.8,
      secondsLeft: 480,
      fields: [
        { name: 'lr', value: '1e-5' },
        { name: 'step_loss', value: '0.0609' },
      ],
    },
  },
  'no bar at all': {
    lines: [
      'Running prediction...',
      'Using seed: 46132',
      'Generating image...',
      'Generated image in 9.8sec',
      'Downloaded image in 0.11sec',
    ],
    words: 'processing',
  },
  'a traceback': {
    lines: [
      'NSFW content detected',
      'Traceback (most recent call last):',
      '  File "/src/predict.py", line 159, in predict',
    ],
    words: 'processing',
  },
  LLM: {
    lines: [
      'Your formatted prompt is:',
      '[INST] <<SYS>>',
      'You are a helpful assistant.',
      '<</SYS>>',
      'Ben says Hi, what do you say? [/INST]',
      'Not using LoRA',
      'Exllama: True',
    ],
    words: 'processing',
  },
  'download in bytes': {
    lines: ['20.5M/20.5M · 0.2 s · 100 MB/s'],
    words: 'processing',
    stage: {
      current: 20_500_000,
      total: 20_500_000,
      unit: 'B',
      rate: 100_000_000,
      rateUnit: 'B/s',
      isPreparing: true,
      hasEnded: true,
    },
  },
  'download, no bar characters': {
    lines: ['105M/119M · 1 s · 106 MB/s'],
    words: '88% downloaded',
    stage: { current: 105_000_000, total: 119_000_000, unit: 'B', hasEnded: false },
  },
  ffmpeg: {
    lines: [
      'frame=    0 fps=0.0 q=0.0 Lsize=       0kB time=N/A bitrate=N/A speed=N/A',
      'Conversion failed!',
    ],
    words: 'processing',
  },
  'bars run together on one line': {
    lines: ['Sampling with EulerEDMSampler for 26 steps 25/26 · 26 s · 1.05 s/it'],
    words: '96% · 1 s left',
    stage: {
      label: 'Sampling with EulerEDMSampler for 26 steps',
      current: 25,
      total: 26,
      rate: 1.05,
    },
  },
  'truncation mark': {
    lines: ['[**** LOG LINE TRUNCATED AT 4 MiB ****]'],
    words: 'processing',
  },
};

describe('the log of a public model', () => {
  const samples = logSamples();

  it('is of one of 18 shapes, twelve of them with a bar', () => {
    assert.deepEqual(
      samples.map(({ shape }) => shape),
      Object.keys(expected),
    );
    assert.equal(samples.length, 18);
    assert.equal(samples.filter(({ logs }) => stagesOf(logs).length > 0).length, 12);
  });

  for (const { shape, logs } of samples) {
    const { lines, words, stage } = expected[shape] ?? { lines: [], words: '' };

    it(`is shown line by line: ${shape}`, () => {
      assert.deepEqual(linesOf([logs]), lines);
    });

    it(`tells how far the run is: ${words} (${shape})`, () => {
      const prediction = predictionOf({ status: 'processing', logs });
      assert.equal(describeState(prediction, progressOf(prediction), english), words);
    });

    it(`tells of its ${stage === undefined ? 'no stage' : 'last stage'}: ${shape}`, () => {
      const last = stagesOf(logs).at(-1);
      const part = last && Object.fromEntries(keysOf(stage).map((key) => [key, last[key]]));
      assert.deepEqual(part, stage);
    });
  }
});

function stagesOf(log: string): readonly Stage[] {
  const text = new LogLines();
  text.update(log);
  return text.progress.stages;
}

function keysOf(stage: Partial<Stage> | undefined): (keyof Stage)[] {
  return Object.keys(stage ?? {}) as (keyof Stage)[];
}
