import { Tracker } from '../../../src/tracking/tracker';
import type {
  AskError,
  KeepOutcome,
  PredictionChange,
  PredictionMark,
  PredictionStore,
  StoreChange,
  StoredPrediction,
} from '../../../src/tracking/trackedPrediction';
import { FakeClock } from './fakeClock';
import { HeldSource, settled } from './heldSource';
import { answerJson, type AnswerJson } from './predictions';

/** Keeps predictions in memory. */
export class StoreInMemory implements PredictionStore {
  readonly kept = new Map<string, StoredPrediction>();
  /** As a disk may be. */
  isFull = false;
  #marking = Promise.resolve();
  #reading = Promise.resolve();
  readonly #removed = new Map<string, StoredPrediction>();
  readonly #listeners = new Set<(changes: readonly StoreChange[]) => void>();

  load(): Promise<readonly StoredPrediction[]> {
    return Promise.resolve([...this.kept.values()]);
  }

  async read(id: string): Promise<StoredPrediction | undefined> {
    const stored = this.kept.get(id);
    await this.#reading;
    return stored;
  }

  /** Keeps what is read from now on back until the function given is called. */
  holdReads(): () => void {
    const { promise, release } = held();
    this.#reading = promise;
    return release;
  }

  /** As {@link holdReads}, with the marks that are written. */
  holdMarks(): () => void {
    const { promise, release } = held();
    this.#marking = promise;
    return release;
  }

  add(all: readonly StoredPrediction[]): Promise<KeepOutcome> {
    if (this.isFull) return Promise.resolve('failed');
    for (const stored of all) this.kept.set(stored.id, stored);
    return Promise.resolve('kept');
  }

  update(stored: StoredPrediction): Promise<KeepOutcome> {
    if (this.isFull) return Promise.resolve('failed');
    if (!this.kept.has(stored.id)) return Promise.resolve('removed');
    this.kept.set(stored.id, stored);
    return Promise.resolve('kept');
  }

  async mark(ids: readonly string[], mark: PredictionMark, isSet: boolean): Promise<void> {
    await this.#marking;
    for (const id of ids) {
      const stored = this.kept.get(id);
      if (stored === undefined) continue;
      const others = [...stored.marks].filter((other) => other !== mark);
      this.kept.set(id, { ...stored, marks: new Set(isSet ? [...others, mark] : others) });
    }
  }

  remove(ids: readonly string[]): Promise<void> {
    move(ids, this.kept, this.#removed);
    return Promise.resolve();
  }

  bringBack(ids: readonly string[]): Promise<void> {
    move(ids, this.#removed, this.kept);
    return Promise.resolve();
  }

  onDidChange(listener: (changes: readonly StoreChange[]) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** As though another window had written it. */
  async writtenElsewhere(all: readonly StoredPrediction[]): Promise<void> {
    await this.add(all);
    this.#tell(all.map((head) => ({ id: head.id, head })));
    await settled();
  }

  /** As though another window had taken it off. */
  async removedElsewhere(ids: readonly string[]): Promise<void> {
    await this.remove(ids);
    this.#tell(ids.map((id) => ({ id, head: undefined })));
    await settled();
  }

  #tell(changes: readonly StoreChange[]): void {
    for (const listener of this.#listeners) listener(changes);
  }
}

function held(): { promise: Promise<void>; release: () => void } {
  let release: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release };
}

function move<T>(ids: readonly string[], from: Map<string, T>, to: Map<string, T>): void {
  for (const id of ids) {
    const item = from.get(id);
    if (item === undefined) continue;
    from.delete(id);
    to.set(id, item);
  }
}

/** A tracker whose time and answers are in the test's hands, and what it did. */
export class TrackerFixture {
  readonly clock = new FakeClock();
  readonly source = new HeldSource();
  readonly store = new StoreInMemory();
  readonly bugs: unknown[] = [];
  readonly changes: PredictionChange[] = [];
  readonly polling = { min: 1, max: 30, requestsPerMinute: 600 };
  readonly watched = new Set<string>();
  readonly tracker = new Tracker({
    source: this.source,
    store: this.store,
    clock: this.clock,
    polling: this.polling,
    isWatched: (id) => this.watched.has(id),
    random: () => 0.5,
    reportBug: (error) => this.bugs.push(error),
  });

  constructor() {
    this.tracker.onDidChange((changes) => this.changes.push(...changes));
    this.tracker.setAsking(true);
  }

  /** Looks it up and has it answered. */
  async track(fields: AnswerJson): Promise<string> {
    const json = answerJson(fields);
    const id = String(json['id']);
    const looking = this.tracker.lookUp(id, new AbortController().signal);
    await this.source.last.answer(json);
    await looking;
    return id;
  }
}

export function temporaryError(retryAfterSeconds?: number): AskError {
  return Object.assign(new Error('503'), { isTemporary: true, retryAfterSeconds });
}

export function lastingError(): AskError {
  return Object.assign(new Error('401'), { isTemporary: false });
}

/** The endpoint refuses the key. */
export function keyError(): AskError {
  return Object.assign(new Error('401'), { isTemporary: false, concernsKey: true });
}

/** The endpoint cannot be reached. */
export function offlineError(): AskError {
  return Object.assign(new Error('offline'), { isTemporary: true, concernsEndpoint: true });
}

export function notFoundError(): AskError {
  return Object.assign(new Error('404'), { isTemporary: false, isNotFound: true });
}
