import assert from 'node:assert/strict';

import {
  describeProgress,
  describeState,
  formatDuration,
  formatPercent,
  runProgress,
} from '../../../src/prediction/summary';
import { english } from '../../support/builders/english';
import { predictionOf, type AnswerJson } from '../../support/builders/predictions';

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
    assert.equal(describeProgress({ fraction: 0.5, secondsLeft: undefined }, english), '50%');
    assert.equal(describeProgress({ fraction: 0.5, secondsLeft: 0 }, english), '50%');
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
    assert.equal(runProgress(predictionOf({ status: 'processing', logs })), undefined);
  });

  it('has no progress once it has ended', () => {
    assert.equal(runProgress(predictionOf({ status: 'canceled', logs: bar })), undefined);
  });
});

describe('a time in words', () => {
  for (const [seconds, words] of [
    [0, '0 s'],
    [0.04, '0 s'],
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
  return describeState(prediction, runProgress(prediction), english);
}
