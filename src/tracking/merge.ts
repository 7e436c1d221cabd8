import { decodePrediction, isTerminal, type Prediction } from '../prediction/prediction';
import { runProgress } from '../prediction/summary';
import type { AskError, StoredPrediction, TrackedPrediction } from './trackedPrediction';

export interface ReceivedAnswer {
  readonly text: string;
  readonly prediction: Prediction;
  readonly baseUrl: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** What is known after an answer. What the server has deleted since is kept as it was. */
export function withAnswer(
  before: TrackedPrediction | undefined,
  { text, prediction, baseUrl, receivedAt }: ReceivedAnswer,
): TrackedPrediction {
  const known = {
    id: prediction.id,
    baseUrl,
    addedAt: before?.addedAt ?? receivedAt,
    answeredAt: receivedAt,
    failure: undefined,
  };
  if (before === undefined || !isDeletedSince(before, prediction)) {
    const progress = runProgress(prediction);
    return { ...known, answer: text, answerAfterDeletion: '', prediction, progress };
  }
  return {
    ...known,
    answer: before.answer,
    answerAfterDeletion: text,
    prediction: withDeletedParts(before.prediction, prediction),
    progress: undefined,
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
  const full = decodeText(stored.answer);
  if (full === undefined) return undefined;
  const later = decodeText(stored.answerAfterDeletion);
  const prediction = later === undefined ? full : withDeletedParts(full, later);
  return { ...stored, prediction, progress: runProgress(prediction), failure: undefined };
}

export function toStored(tracked: TrackedPrediction): StoredPrediction {
  const { id, baseUrl, addedAt, answeredAt, answer, answerAfterDeletion } = tracked;
  return { id, baseUrl, addedAt, answeredAt, answer, answerAfterDeletion };
}

/** Whether all that a person can see is the same; when it was asked is not seen. */
export function isSameToPeople(
  before: TrackedPrediction | undefined,
  after: TrackedPrediction,
): boolean {
  return (
    before !== undefined &&
    before.failure === after.failure &&
    before.baseUrl === after.baseUrl &&
    before.answer === after.answer &&
    before.answerAfterDeletion === after.answerAfterDeletion
  );
}

function isDeletedSince(before: TrackedPrediction, after: Prediction): boolean {
  const heldEverything = !before.prediction.dataRemoved || before.answerAfterDeletion !== '';
  return heldEverything && (after.dataRemoved || hasLostAll(before.prediction, after));
}

/** Some gateways delete without saying so. */
function hasLostAll(before: Prediction, after: Prediction): boolean {
  const heldSomething = before.output !== null || before.logs !== '';
  return isTerminal(before) && heldSomething && after.output === null && after.logs === '';
}

/** How it ended, with what the server no longer has. */
function withDeletedParts(full: Prediction, later: Prediction): Prediction {
  const { input, output, logs } = full;
  const error = later.error === '' ? full.error : later.error;
  const dataRemoved = true;
  return {
    ...later,
    dataRemoved,
    input,
    output,
    logs,
    error,
    metrics: { ...full.metrics, ...later.metrics },
  };
}

function decodeText(text: string): Prediction | undefined {
  try {
    return decodePrediction(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
