import assert from 'node:assert/strict';

import { briefOf, decodePrediction, type Prediction } from '../../../src/prediction/prediction';
import { LogText } from '../../../src/prediction/log/logText';
import type { RunTimes } from '../../../src/prediction/log/progress';
import { runProgress, type RunProgress } from '../../../src/prediction/summary';
import { toStored } from '../../../src/tracking/merge';
import type { OpenedPrediction, StoredPrediction } from '../../../src/tracking/trackedPrediction';

export type AnswerJson = Readonly<Record<string, unknown>>;

export const baseUrl = 'https://api.example.com/replicate/v1';

const endings: readonly unknown[] = ['succeeded', 'failed', 'canceled', 'aborted'];

/** An API answer, as the server would send it. */
export function answerJson(fields: AnswerJson = {}): AnswerJson {
  const hasEnded = endings.includes(fields['status'] ?? 'succeeded');
  return {
    id: 'k7q2m9x4c8r1v6z3t5w0n8b2j7',
    model: 'black-forest-labs/flux-schnell',
    version: 'hidden',
    status: 'succeeded',
    input: { prompt: 'a deer at a lake' },
    output: ['https://replicate.delivery/xezq/deer.webp'],
    error: null,
    logs: 'Using seed: 7\n',
    metrics: { predict_time: 8.733386377 },
    data_removed: false,
    created_at: '2025-05-19T02:00:17.516Z',
    started_at: '2025-05-19T02:00:18.516Z',
    completed_at: hasEnded ? '2025-05-19T02:00:26.267077996Z' : null,
    ...fields,
  };
}

/** The same as the client passes it on. */
export function answerText(fields: AnswerJson = {}): string {
  return JSON.stringify(answerJson(fields));
}

export function predictionOf(fields: AnswerJson = {}): Prediction {
  const prediction = decodePrediction(answerJson(fields));
  assert.ok(prediction);
  return prediction;
}

/** As it is in memory while it runs, or as it ends. */
export function trackedOf(
  fields: AnswerJson = {},
  known: Partial<OpenedPrediction> = {},
): OpenedPrediction {
  const prediction = predictionOf(fields);
  const answer = answerText(fields);
  return {
    id: prediction.id,
    baseUrl,
    addedAt: 1000,
    askedAt: 2000,
    answeredAt: 2000,
    brief: briefOf(prediction),
    marks: new Set(),
    progress: progressOf(prediction),
    failure: undefined,
    whole: { answer, answerAfterDeletion: '', prediction },
    ...known,
  };
}

/** As its log tells, read in one go. */
export function progressOf(
  prediction: Prediction,
  times: RunTimes = { secondsRunning: undefined, typicalRun: undefined },
): RunProgress | undefined {
  const text = new LogText();
  text.update(prediction.logs);
  return runProgress(prediction, text.progress, times);
}

/** As it is on disk. */
export function storedOf(
  fields: AnswerJson = {},
  known: Partial<StoredPrediction> = {},
): StoredPrediction {
  const tracked = trackedOf(fields);
  return { ...toStored(tracked, tracked.whole), ...known };
}
