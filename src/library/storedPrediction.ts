import type { PredictionBrief } from '../prediction/prediction';

/** What is told of a prediction beside its answers; each may be set and cleared by any window. */
export const predictionMarks = ['paused', 'unseen', 'gone'] as const;

export type PredictionMark = (typeof predictionMarks)[number];

/** What is kept of a prediction, without the answers themselves. */
export interface StoredHead {
  readonly id: string;
  /** Where it was looked up. */
  readonly baseUrl: string;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
  /** When it was last asked for; 0 where it never was. */
  readonly askedAt: number;
  /** When the last answer arrived; 0 before the first. */
  readonly answeredAt: number;
  readonly brief: PredictionBrief;
  readonly marks: ReadonlySet<PredictionMark>;
}

export interface StoredAnswers {
  /** What the server sent, unaltered: JSON. The last answer that held everything; empty before it. */
  readonly answer: string;
  /** The last answer since the server has deleted what `answer` holds; empty until then. */
  readonly answerAfterDeletion: string;
}

export type StoredPrediction = StoredHead & StoredAnswers;

/** What another window has done; `head` is undefined for one that it removed. */
export interface StoreChange {
  readonly id: string;
  readonly head: StoredHead | undefined;
}

/** `failed`: not written, wholly or in part; `removed`: another window has taken it off the list. */
export type KeepOutcome = 'kept' | 'failed' | 'removed';

const markSets: readonly ReadonlySet<PredictionMark>[] = Array.from(
  { length: 2 ** predictionMarks.length },
  (_, bits) => new Set(predictionMarks.filter((_mark, index) => (bits & (1 << index)) !== 0)),
);
const noMarks: ReadonlySet<PredictionMark> = new Set();

/** The same marks give the same set: thousands of heads share a few, and identity tells them apart. */
export function marksWhere(isSet: (mark: PredictionMark) => boolean): ReadonlySet<PredictionMark> {
  const bits = predictionMarks.reduce(
    (sum, mark, index) => (isSet(mark) ? sum | (1 << index) : sum),
    0,
  );
  return markSets[bits] ?? noMarks;
}
