import type { Prediction, PredictionBrief } from '../prediction/prediction';
import type { RunProgress } from '../prediction/summary';

/**
 * What is told of a prediction beside its answers: `paused`: not followed, as the person wishes;
 * `unseen`: it has ended, and nobody has looked since; `gone`: the server no longer knows it.
 */
export type PredictionMark = 'paused' | 'unseen' | 'gone';

/** What lasts beyond this window, without the answers themselves. */
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

/** A prediction on the list. */
export interface TrackedPrediction extends StoredHead {
  readonly progress: RunProgress | undefined;
  /** Why what is known is old. */
  readonly failure: RefreshFailure | undefined;
  /** Its answers, decoded: there while it runs and as it ends. `Tracker.open` has them at any time. */
  readonly whole: WholePrediction | undefined;
}

/** One with its answers at hand. */
export interface OpenedPrediction extends TrackedPrediction {
  readonly whole: WholePrediction;
}

/** All that is known of a prediction. */
export interface WholePrediction extends StoredAnswers {
  readonly prediction: Prediction;
}

export interface RefreshFailure {
  readonly error: AskError;
  /** Failed asks in a row. */
  readonly count: number;
  /** Milliseconds since 1970; undefined where it is not asked again by itself. */
  readonly retryAt: number | undefined;
}

/** `before` is absent for a new one, `after` for one that was removed. */
export interface PredictionChange {
  readonly id: string;
  readonly before: TrackedPrediction | undefined;
  readonly after: TrackedPrediction | undefined;
}

/** What an error of a source may tell about itself; one that tells nothing is taken to last. */
export interface AskError extends Error {
  /** The same ask may succeed a little later. */
  readonly isTemporary?: boolean;
  /** Every ask of this endpoint would fail now: it cannot be reached, or wants to be left alone. */
  readonly concernsEndpoint?: boolean;
  /** Every ask of this endpoint will fail until a person has seen to the key or its account. */
  readonly concernsKey?: boolean;
  /** It may be that the endpoint cannot be reached; or that this one request got lost. */
  readonly isOffline?: boolean;
  /** The endpoint answers that there is no such prediction. */
  readonly isNotFound?: boolean;
  /** How long the server asks to be left alone. */
  readonly retryAfterSeconds?: number | undefined;
}

export interface AskOptions {
  readonly signal: AbortSignal;
  /** Until when an answer is of use, in milliseconds since 1970: of those that wait, the earliest goes first. */
  readonly deadline: number;
  /** A person waits for it. */
  readonly isUrgent: boolean;
}

export interface SourceAnswer {
  /** What the server sent, unaltered: JSON. */
  readonly text: string;
  readonly prediction: Prediction;
  /** What the endpoint's clock showed; milliseconds since 1970. */
  readonly serverTime?: number | undefined;
}

/** Where answers come from. */
export interface PredictionSource {
  /** The base URL for what is looked up now. */
  readonly baseUrl: string;
  get(id: string, baseUrl: string, options: AskOptions): Promise<SourceAnswer>;
}

/** What another window has done; `head` is absent for one that it removed. */
export interface StoreChange {
  readonly id: string;
  readonly head: StoredHead | undefined;
}

/** `failed`: not written, wholly or in part; `removed`: another window has taken it off the list. */
export type KeepOutcome = 'kept' | 'failed' | 'removed';

/**
 * Keeps predictions, and shares them with other windows. Never throws: a store that cannot write
 * says so itself, and work goes on.
 */
export interface PredictionStore {
  load(): Promise<readonly StoredHead[]>;
  /** One of them with its answers, as it is there now. */
  read(id: string): Promise<StoredPrediction | undefined>;
  /** Puts new ones there. */
  add(stored: readonly StoredPrediction[]): Promise<KeepOutcome>;
  /** Writes what is new of one that is there. */
  update(stored: StoredPrediction): Promise<KeepOutcome>;
  mark(ids: readonly string[], mark: PredictionMark, isSet: boolean): Promise<void>;
  /** Takes them off, so that `bringBack` can undo it. */
  remove(ids: readonly string[]): Promise<void>;
  bringBack(ids: readonly string[]): Promise<void>;
  /** Tells of what other windows do. */
  onDidChange(listener: (changes: readonly StoreChange[]) => void): { dispose(): void };
}
