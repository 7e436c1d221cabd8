import assert from 'node:assert/strict';

import {
  describeProgress,
  describeState,
  formatDuration,
  formatPercent,
  isSameProgress,
  type RunProgress,
} from '../../../src/prediction/summary';
import { english } from '../../support/builders/english';
import { predictionOf, progressOf, type AnswerJson } from '../../support/builders/predictions';

const half = { fraction: 0.5, isEstimate: false, secondsLeft: undefined, stage: undefined };
const bar = ' 45%|████▌     | 18/40 [00:03<00:08, 5.08it/s]\r';

describe('the state of a prediction in words', () => {
  for (const [fields, words] of [
    [{ status: 'starting', logs: '' }, 'starting'],
    [{ status: 'processing', logs: 'Using seed: 7\n' }, 'processing'],
    [{ status: 'processing', logs: bar }, '45% · 8 s left'],
    [{ status: 'throttled', logs: '' }, 'throttled'],
    [{ status: 'succeeded' }, 'succeeded · 8.7 s'],
    [{ status: 'succeeded', metrics: {}, started_at: null }, 'succeeded'],
    [{ status: 'failed', error: 'NSFW content detected' }, 'failed · NSFW content detected'],
    [{ status: 'failed', error: 'one\n\u001b[31mtwo' }, 'failed · one two'],
    [{ status: 'failed', error: null }, 'failed'],
    [{ status: 'canceled' }, 'canceled · 8.7 s'],
    [{ status: 'aborted', metrics: null, started_at: null }, 'aborted'],
    [{ status: `a\n${'b'.repeat(500)}` }, `a ${'b'.repeat(37)}…`],
  ] as const) {
    it(`is “${words}”`, () => {
      assert.equal(stateOf(fields), words);
    });
  }

  it('has an error only so long as a row can hold', () => {
    assert.ok(stateOf({ status: 'failed', error: 'x'.repeat(100_000) }).length < 100);
  });

  it('has no time left where the bar tells none', () => {
    for (const secondsLeft of [undefined, 0]) {
      assert.equal(describeProgress({ ...half, secondsLeft }, english), '50%');
    }
  });

  it('marks an estimate as one', () => {
    assert.equal(describeProgress({ ...half, isEstimate: true }, english), '~50%');
  });

  it('names the stage at work where that is not the whole run', () => {
    const stage = { label: 'Refine', number: 2, fraction: 0.45, done: '18', isPreparing: false };
    const words = (changes: Partial<RunProgress>) =>
      describeProgress({ ...half, fraction: 0.99, secondsLeft: 6, stage, ...changes }, english);
    assert.equal(words({}), '99% · Refine 45% · 6 s left');
    assert.equal(words({ fraction: 0.45 }), '45% · 6 s left');
    assert.equal(words({ stage: { ...stage, label: '' } }), '99% · stage 2: 45% · 6 s left');
    const loading = { ...stage, label: 'Loading weights', isPreparing: true };
    assert.equal(words({ fraction: undefined, stage: loading }), 'Loading weights 45% · 6 s left');
    const counted = { ...stage, label: '', number: 1, fraction: undefined };
    assert.equal(words({ fraction: undefined, stage: counted }), '18 done · 6 s left');
  });

  it('has the percents that the log has, for each of a hundred steps', () => {
    const percents = Array.from({ length: 100 }, (_, step) => formatPercent(step / 100, english));
    assert.deepEqual(
      percents,
      Array.from({ length: 100 }, (_, step) => `${step}%`),
    );
  });

  it('never has 100% while it runs', () => {
    assert.equal(formatPercent(9999 / 10_000, english), '99%');
    const logs = '100%|██████████| 40/40 [00:07<00:00, 5.07it/s]\n';
    assert.equal(stateOf({ status: 'processing', logs }), '99%');
  });

  it('has no progress once it has ended', () => {
    assert.equal(progressOf(predictionOf({ status: 'canceled', logs: bar })), undefined);
  });
});

describe('the progress of a prediction', () => {
  const running = predictionOf({ status: 'processing', logs: 'Using seed: 7\n' });
  const estimated = (secondsRunning: number | undefined, typicalRun: number | undefined) =>
    progressOf(running, { secondsRunning, typicalRun });

  it('is estimated from earlier runs where the log tells none', () => {
    assert.equal(stateOfProgress(estimated(4, 10)), '~36%');
    assert.equal(stateOfProgress(estimated(10, 10)), '~90%');
    assert.equal(stateOfProgress(estimated(1e9, 10)), '~98%');
  });

  it('is that of the log where that tells', () => {
    const prediction = predictionOf({ status: 'processing', logs: bar });
    const progress = progressOf(prediction, { secondsRunning: 4, typicalRun: 10 });
    assert.equal(stateOfProgress(progress), '45% · 8 s left');
  });

  it('is unknown where nothing is known of earlier runs, or of this one', () => {
    for (const [seconds, typical] of [
      [4, undefined],
      [undefined, 10],
      [4, 0],
      [NaN, 10],
    ] as const) {
      assert.equal(estimated(seconds, typical), undefined);
    }
  });

  it('never goes back, and never comes to the end, as time goes by', () => {
    const fractions = Array.from({ length: 200 }, (_, second) => estimated(second, 7)?.fraction);
    fractions.reduce((before = 0, fraction = 0) => {
      assert.ok(fraction >= before && fraction < 1);
      return fraction;
    });
  });

  it('is the same for the same bar, and another for another stage', () => {
    const at = (logs: string) => progressOf(predictionOf({ status: 'processing', logs }));
    assert.equal(isSameProgress(at(bar), at(bar)), true);
    assert.equal(isSameProgress(at(''), at('')), true);
    assert.equal(isSameProgress(at(bar), at('')), false);
    const full = '100%|██████████| 40/40 [00:07<00:00, 5.07it/s]\n';
    assert.equal(isSameProgress(at(`${full}A: ${bar}`), at(`${full}B: ${bar}`)), false);
  });
});

describe('a time in words', () => {
  for (const [seconds, words] of [
    [0, '0 s'],
    [0.04, '0 s'],
    [-0.04, '0 s'],
    [8.733386377, '8.7 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.7, '1 min 0 s'],
    [185, '3 min 5 s'],
    [3599.6, '1 h 0 min'],
    [4800, '1 h 20 min'],
    [90_000, '25 h 0 min'],
  ] as const) {
    it(`is “${words}” for ${seconds}`, () => {
      assert.equal(formatDuration(seconds, english), words);
    });
  }
});

function stateOf(fields: AnswerJson): string {
  const prediction = predictionOf(fields);
  return describeState(prediction, progressOf(prediction), english);
}

function stateOfProgress(progress: RunProgress | undefined): string {
  return describeState(predictionOf({ status: 'processing' }), progress, english);
}
