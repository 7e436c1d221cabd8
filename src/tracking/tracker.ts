import { isTerminal } from '../prediction/prediction';
import type { Clock } from './clock';
import {
  fromStored,
  isSameToPeople,
  toStored,
  withAnswer,
  withFailure,
  type ReceivedAnswer,
} from './merge';
import { secondsUntilNextAsk } from './schedule';
import type {
  AskError,
  PredictionChange,
  PredictionSource,
  PredictionStore,
  StoredPrediction,
  TrackedPrediction,
} from './trackedPrediction';

export interface TrackerParts {
  readonly source: PredictionSource;
  readonly store: PredictionStore;
  readonly clock: Clock;
  /** Seconds between two asks. */
  readonly intervals: { readonly min: number; readonly max: number };
  /** 0 to 1. */
  readonly random: () => number;
  /** Told of errors that no person can mend. */
  readonly reportBug: (error: unknown) => void;
}

/** Milliseconds between two saves of one that runs. */
const saveInterval = 10_000;

type Listener = (change: PredictionChange) => void;

/** The list of predictions, kept up to date. Everything that is shown is told by its one event. */
export class Tracker {
  readonly #parts: TrackerParts;
  readonly #tracked = new Map<string, TrackedPrediction>();
  readonly #listeners = new Set<Listener>();
  readonly #timers = new Map<string, { dispose(): void }>();
  readonly #asks = new Map<string, Set<AbortController>>();
  /** Which ask the known answer came from. */
  readonly #answeredAsk = new Map<string, number>();
  #lastAsk = 0;
  /** When each was last stored; milliseconds since 1970. */
  readonly #savedAt = new Map<string, number>();
  #isDisposed = false;

  constructor(parts: TrackerParts) {
    this.#parts = parts;
  }

  /** Newest first. */
  get list(): TrackedPrediction[] {
    return [...this.#tracked.values()].sort((a, b) => b.addedAt - a.addedAt);
  }

  get(id: string): TrackedPrediction | undefined {
    return this.#tracked.get(id);
  }

  onDidChange(listener: Listener): { dispose(): void } {
    this.#listeners.add(listener);
    return {
      dispose: () => {
        this.#listeners.delete(listener);
      },
    };
  }

  /** Brings back what was tracked before, and follows what still ran. */
  async restore(): Promise<void> {
    const all = await this.#parts.store.load();
    if (this.#isDisposed) return;
    for (const stored of all) {
      const tracked = this.#decode(stored);
      if (tracked === undefined || this.#tracked.has(tracked.id)) continue;
      this.#put(tracked);
      this.#arm(tracked.id);
    }
  }

  /**
   * Fetches one prediction now and tracks it.
   * @throws what the source throws; then nothing new is tracked.
   */
  async lookUp(id: string, signal: AbortSignal): Promise<TrackedPrediction> {
    return this.#ask(id, this.#parts.source.baseUrl, signal);
  }

  /**
   * Asks again for one that is tracked.
   * @throws what the source throws; what was known stays, and says that it is old.
   */
  async refresh(id: string): Promise<void> {
    const tracked = this.#tracked.get(id);
    if (tracked !== undefined) await this.#ask(id, tracked.baseUrl);
  }

  /** Puts one that was taken off back on the list, as it was. */
  async trackAgain(tracked: TrackedPrediction): Promise<void> {
    if (this.#tracked.has(tracked.id)) return;
    this.#put(tracked);
    this.#arm(tracked.id);
    await this.#parts.store.save(toStored(tracked));
  }

  async untrack(id: string): Promise<void> {
    const before = this.#tracked.get(id);
    if (before === undefined) return;
    this.#stopAsking(id);
    this.#tracked.delete(id);
    this.#answeredAsk.delete(id);
    this.#savedAt.delete(id);
    this.#fire({ id, before, after: undefined });
    await this.#parts.store.remove(id);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#listeners.clear();
    for (const id of new Set([...this.#timers.keys(), ...this.#asks.keys()])) this.#stopAsking(id);
  }

  async #ask(id: string, baseUrl: string, signal?: AbortSignal): Promise<TrackedPrediction> {
    this.#disarm(id);
    const ask = ++this.#lastAsk;
    const controller = new AbortController();
    const asks = this.#asks.get(id) ?? new Set();
    this.#asks.set(id, asks.add(controller));
    const either = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
    try {
      const { text, prediction } = await this.#parts.source.get(id, baseUrl, either);
      const stored = this.#tracked.has(id) ? undefined : await this.#parts.store.read(id);
      either.throwIfAborted();
      const known = this.#tracked.get(id) ?? (stored && this.#decode(stored));
      return this.#receive(known, ask, {
        text,
        prediction,
        baseUrl,
        receivedAt: this.#parts.clock.now(),
      });
    } catch (error) {
      if (!either.aborted && error instanceof Error) this.#recordFailure(id, baseUrl, ask, error);
      throw error;
    } finally {
      asks.delete(controller);
      if (asks.size === 0) this.#asks.delete(id);
      this.#arm(id);
    }
  }

  #receive(
    before: TrackedPrediction | undefined,
    ask: number,
    answer: ReceivedAnswer,
  ): TrackedPrediction {
    const { id } = answer.prediction;
    // A slow answer must not undo a newer one.
    if (before !== undefined && this.#isOutdated(id, ask)) return before;
    this.#answeredAsk.set(id, ask);
    const after = withAnswer(before, answer);
    if (this.#put(after) && this.#isSaveDue(after)) void this.#parts.store.save(toStored(after));
    return after;
  }

  /** What runs changes with each answer; its end, and its start, are what must last. */
  #isSaveDue({ id, prediction, answeredAt }: TrackedPrediction): boolean {
    const savedAt = this.#savedAt.get(id);
    const isDue =
      isTerminal(prediction) || savedAt === undefined || answeredAt - savedAt >= saveInterval;
    if (isDue) this.#savedAt.set(id, answeredAt);
    return isDue;
  }

  /** One that cannot be read must not keep the others away. */
  #decode(stored: StoredPrediction): TrackedPrediction | undefined {
    try {
      return fromStored(stored);
    } catch (error) {
      this.#parts.reportBug(error);
      return undefined;
    }
  }

  #isOutdated(id: string, ask: number): boolean {
    return ask < (this.#answeredAsk.get(id) ?? 0);
  }

  #recordFailure(id: string, baseUrl: string, ask: number, error: AskError): void {
    if (error.isTemporary === undefined) this.#parts.reportBug(error);
    const before = this.#tracked.get(id);
    if (before === undefined || this.#isOutdated(id, ask)) return;
    // Another endpoint's failure says nothing of it.
    if (before.baseUrl !== baseUrl) return;
    const after = withFailure(before, error, undefined);
    const seconds = this.#secondsUntilNextAsk(after);
    const retryAt = seconds === undefined ? undefined : this.#parts.clock.now() + seconds * 1000;
    this.#put(withFailure(before, error, retryAt));
  }

  /** Sets the next ask of a running one, unless one is under way. */
  #arm(id: string): void {
    this.#disarm(id);
    const tracked = this.#tracked.get(id);
    if (this.#isDisposed || tracked === undefined || this.#asks.has(id)) return;
    const retryAt = tracked.failure?.retryAt;
    const now = this.#parts.clock.now();
    const seconds =
      retryAt === undefined
        ? this.#secondsUntilNextAsk(tracked)
        : Math.max(0, retryAt - now) / 1000;
    if (seconds === undefined) return;
    const timer = this.#parts.clock.after(seconds * 1000, () => {
      // Its failure stands on the prediction, for every surface to show.
      this.refresh(id).catch(() => undefined);
    });
    this.#timers.set(id, timer);
  }

  /** Undefined where it is not asked again by itself. */
  #secondsUntilNextAsk({ prediction, failure }: TrackedPrediction): number | undefined {
    if (isTerminal(prediction)) return undefined;
    if (failure !== undefined && failure.error.isTemporary !== true) return undefined;
    return secondsUntilNextAsk({
      status: prediction.status,
      failures: failure?.count ?? 0,
      retryAfterSeconds: failure?.error.retryAfterSeconds,
      minInterval: this.#parts.intervals.min,
      maxInterval: this.#parts.intervals.max,
      random: this.#parts.random(),
    });
  }

  /** Whether anything that a person can see is different now. */
  #put(after: TrackedPrediction): boolean {
    const before = this.#tracked.get(after.id);
    this.#tracked.set(after.id, after);
    if (isSameToPeople(before, after)) return false;
    this.#fire({ id: after.id, before, after });
    return true;
  }

  #disarm(id: string): void {
    this.#timers.get(id)?.dispose();
    this.#timers.delete(id);
  }

  #stopAsking(id: string): void {
    this.#disarm(id);
    for (const controller of this.#asks.get(id) ?? []) controller.abort();
  }

  #fire(change: PredictionChange): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(change);
      } catch (error) {
        this.#parts.reportBug(error);
      }
    }
  }
}
