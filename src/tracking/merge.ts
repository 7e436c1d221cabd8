import { isDeepStrictEqual } from 'node:util';

import { decodePrediction, type Prediction } from '../prediction/prediction';
import { runProgress } from '../prediction/summary';
import type { AskError, StoredPrediction, TrackedPrediction } from './trackedPrediction';

export interface ReceivedAnswer {
  readonly json: unknown;
  readonly prediction: Prediction;
  readonly baseUrl: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** What is known after an answer. What the server has deleted since is kept as it was. */
export function withAnswer(
  before: TrackedPrediction | undefined,
  { json, prediction, baseUrl, receivedAt }: ReceivedAnswer,
): TrackedPrediction {
  if (before !== undefined && holdsMore(before.prediction, prediction)) {
    return { ...before, isDeletedOnServer: true, answeredAt: receivedAt, failure: undefined };
  }
  return {
    id: prediction.id,
    baseUrl,
    addedAt: before?.addedAt ?? receivedAt,
    answeredAt: receivedAt,
    answer: json,
    prediction,
    progress: runProgress(prediction),
    isDeletedOnServer: prediction.dataRemoved,
    failure: undefined,
  };
}

/** What is known after a failed ask: all that was, and that it is old. */
export function withFailure(
  before: TrackedPrediction,
  error: AskError,
  retryAt: number | undefined,
): TrackedPrediction {
  const count = (before.failure?.count ?? 0) + 1;
  return { ...before, failure: { error, count, retryAt } };
}

/** Undefined where what was stored is no prediction. */
export function fromStored(stored: StoredPrediction): TrackedPrediction | undefined {
  const prediction = decodePrediction(stored.answer);
  if (prediction === undefined) return undefined;
  return { ...stored, prediction, progress: runProgress(prediction), failure: undefined };
}

export function toStored(tracked: TrackedPrediction): StoredPrediction {
  const { id, baseUrl, addedAt, answeredAt, answer, isDeletedOnServer } = tracked;
  return { id, baseUrl, addedAt, answeredAt, answer, isDeletedOnServer };
}

/** Whether anything that a person can see is different; when it was asked is not. */
export function isSameToPeople(
  before: TrackedPrediction | undefined,
  after: TrackedPrediction,
): boolean {
  if (before === undefined) return false;
  return (
    before.failure === after.failure &&
    before.baseUrl === after.baseUrl &&
    before.isDeletedOnServer === after.isDeletedOnServer &&
    isDeepStrictEqual(before.answer, after.answer)
  );
}

function holdsMore(before: Prediction, after: Prediction): boolean {
  return after.dataRemoved && !before.dataRemoved;
}
