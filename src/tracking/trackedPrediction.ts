import type { Prediction } from '../prediction/prediction';
import type { RunProgress } from '../prediction/summary';

/** What lasts beyond this window. */
export interface StoredPrediction {
  readonly id: string;
  /** Where it was looked up. */
  readonly baseUrl: string;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
  /** When the last answer arrived; milliseconds since 1970. */
  readonly answeredAt: number;
  /** What the server sent, unaltered: JSON. The last answer that still held everything. */
  readonly answer: string;
  /** The last answer since the server has deleted what `answer` holds; empty until then. */
  readonly answerAfterDeletion: string;
}

/** A prediction on the list, with what its answers tell. */
export interface TrackedPrediction extends StoredPrediction {
  readonly prediction: Prediction;
  readonly progress: RunProgress | undefined;
  /** Why that is old. */
  readonly failure: RefreshFailure | undefined;
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
  /** How long the server asks to be left alone. */
  readonly retryAfterSeconds?: number | undefined;
}

/** Where answers come from. */
export interface PredictionSource {
  /** The base URL for what is looked up now. */
  readonly baseUrl: string;
  get(
    id: string,
    baseUrl: string,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly prediction: Prediction }>;
}

/** Keeps predictions. Never throws: a store that cannot write says so itself, and work goes on. */
export interface PredictionStore {
  load(): Promise<readonly StoredPrediction[]>;
  /** One of them, should another window have stored it since. */
  read(id: string): Promise<StoredPrediction | undefined>;
  save(stored: StoredPrediction): Promise<void>;
  remove(id: string): Promise<void>;
}
