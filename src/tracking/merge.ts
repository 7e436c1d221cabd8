import {
  briefOf,
  decodePrediction,
  isTerminal,
  unknownBrief,
  type Prediction,
} from '../prediction/prediction';
import type { RunProgress } from '../prediction/summary';
import type {
  AskError,
  PredictionMark,
  StoredAnswers,
  StoredHead,
  StoredPrediction,
  TrackedPrediction,
  WholePrediction,
} from './trackedPrediction';

export interface ReceivedAnswer {
  readonly text: string;
  readonly prediction: Prediction;
  readonly baseUrl: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly progress: RunProgress | undefined;
}

/** One that is on the list before it was ever asked for. */
export function pendingPrediction(id: string, baseUrl: string, addedAt: number): TrackedPrediction {
  return {
    id,
    baseUrl,
    addedAt,
    askedAt: 0,
    answeredAt: 0,
    brief: unknownBrief(id),
    marks: new Set(),
    progress: undefined,
    failure: undefined,
    whole: undefined,
  };
}

/**
 * What is known after an answer. What the server has deleted since is kept as it was.
 * @param held All that was known of it, where anything was.
 */
export function withAnswer(
  before: StoredHead | undefined,
  held: WholePrediction | undefined,
  answer: ReceivedAnswer,
): TrackedPrediction {
  const { prediction, baseUrl, receivedAt, progress } = answer;
  const whole = mergedWhole(held, answer);
  return {
    id: prediction.id,
    baseUrl,
    addedAt: before?.addedAt ?? receivedAt,
    askedAt: receivedAt,
    answeredAt: receivedAt,
    brief: briefOf(whole.prediction),
    marks: withoutMark(before?.marks ?? new Set(), 'gone'),
    progress,
    failure: undefined,
    whole,
  };
}

/** What is known after a failed ask: all that was, and that it is old. */
export function withFailure(
  before: TrackedPrediction,
  error: AskError,
  { askedAt, retryAt }: { readonly askedAt: number; readonly retryAt: number | undefined },
): TrackedPrediction {
  const count = (before.failure?.count ?? 0) + 1;
  return { ...before, askedAt, failure: { error, count, retryAt } };
}

export function fromHead(head: StoredHead): TrackedPrediction {
  const { id, baseUrl, addedAt, askedAt, answeredAt, brief, marks } = head;
  const nothing = { progress: undefined, failure: undefined, whole: undefined };
  return { id, baseUrl, addedAt, askedAt, answeredAt, brief, marks, ...nothing };
}

/** Undefined where what was stored is no prediction, as before the first answer. */
export function wholeOf({
  answer,
  answerAfterDeletion,
}: StoredAnswers): WholePrediction | undefined {
  const full = decodeText(answer);
  if (full === undefined) return undefined;
  const later = decodeText(answerAfterDeletion);
  const prediction = later === undefined ? full : withDeletedParts(full, later);
  return { answer, answerAfterDeletion, prediction };
}

export function toStored(tracked: TrackedPrediction, answers: StoredAnswers): StoredPrediction {
  const { id, baseUrl, addedAt, askedAt, answeredAt, brief, marks } = tracked;
  const { answer, answerAfterDeletion } = answers;
  return { id, baseUrl, addedAt, askedAt, answeredAt, brief, marks, answer, answerAfterDeletion };
}

export function withMarkSet(tracked: TrackedPrediction, mark: PredictionMark): TrackedPrediction {
  return { ...tracked, marks: new Set([...tracked.marks, mark]) };
}

export function withMarkCleared(
  tracked: TrackedPrediction,
  mark: PredictionMark,
): TrackedPrediction {
  return { ...tracked, marks: withoutMark(tracked.marks, mark) };
}

/** Whether an answer lacks what is held: then what is held is not to be replaced by it. */
export function isDeletedSince(held: WholePrediction, after: Prediction): boolean {
  const heldEverything = !held.prediction.dataRemoved || held.answerAfterDeletion !== '';
  return heldEverything && (after.dataRemoved || hasLostPart(held.prediction, after));
}

function mergedWhole(
  held: WholePrediction | undefined,
  { text, prediction }: ReceivedAnswer,
): WholePrediction {
  if (held === undefined || !isDeletedSince(held, prediction)) {
    return { answer: text, answerAfterDeletion: '', prediction };
  }
  return {
    answer: answerToKeep(held, prediction),
    answerAfterDeletion: text,
    prediction: withDeletedParts(held.prediction, prediction),
  };
}

/** The first answer, with what only a later one had where that would be lost with it. */
function answerToKeep(
  { answer, answerAfterDeletion, prediction: { input, output, logs, metrics } }: WholePrediction,
  after: Prediction,
): string {
  const later = decodeText(answerAfterDeletion);
  if (later === undefined || later.output === null || after.output !== null) return answer;
  const sent = JSON.parse(answerAfterDeletion) as Readonly<Record<string, unknown>>;
  return JSON.stringify({ ...sent, input, output, logs, metrics });
}

function withoutMark(
  marks: ReadonlySet<PredictionMark>,
  mark: PredictionMark,
): ReadonlySet<PredictionMark> {
  return marks.has(mark) ? new Set([...marks].filter((other) => other !== mark)) : marks;
}

/** Some gateways delete without saying so; some no longer send a log once the run has ended. */
function hasLostPart(before: Prediction, after: Prediction): boolean {
  if (before.logs !== '' && after.logs === '') return true;
  return isTerminal(before) && hasLostOutput(before, after);
}

function hasLostOutput(before: Prediction, after: Prediction): boolean {
  return before.output !== null && after.output === null;
}

/** The later answer, with whatever it lacks as it was. */
function withDeletedParts(full: Prediction, later: Prediction): Prediction {
  const output = later.output ?? full.output;
  const hasLostInput = hasContent(full.input) && !hasContent(later.input);
  return {
    ...later,
    // A log that is gone alone says nothing of the rest.
    dataRemoved: later.dataRemoved || hasLostInput || hasLostOutput(full, later),
    input: hasLostInput ? full.input : later.input,
    output,
    logs: later.logs === '' ? full.logs : later.logs,
    hasOutput: output !== null,
    error: later.error === '' ? full.error : later.error,
    metrics: { ...full.metrics, ...later.metrics },
    predictSeconds: later.predictSeconds ?? full.predictSeconds,
    webUrl: later.webUrl === '' ? full.webUrl : later.webUrl,
  };
}

/** What is deleted is null or an object without anything in it. */
function hasContent(value: unknown): boolean {
  if (typeof value !== 'object') return value !== undefined;
  return value !== null && Object.keys(value).length > 0;
}

function decodeText(text: string): Prediction | undefined {
  if (text === '') return undefined;
  try {
    return decodePrediction(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
