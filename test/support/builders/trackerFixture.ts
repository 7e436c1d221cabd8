import { Tracker } from '../../../src/tracking/tracker';
import type {
  AskError,
  PredictionChange,
  PredictionStore,
  StoredPrediction,
} from '../../../src/tracking/trackedPrediction';
import { FakeClock } from './fakeClock';
import { HeldSource } from './heldSource';
import { answerJson, type AnswerJson } from './predictions';

/** Keeps predictions in memory. */
export class StoreInMemory implements PredictionStore {
  readonly kept = new Map<string, StoredPrediction>();

  load(): Promise<readonly StoredPrediction[]> {
    return Promise.resolve([...this.kept.values()]);
  }

  read(id: string): Promise<StoredPrediction | undefined> {
    return Promise.resolve(this.kept.get(id));
  }

  save(stored: StoredPrediction): Promise<void> {
    this.kept.set(stored.id, stored);
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    this.kept.delete(id);
    return Promise.resolve();
  }
}

/** A tracker whose time and answers are in the test's hands, and what it did. */
export class TrackerFixture {
  readonly clock = new FakeClock();
  readonly source = new HeldSource();
  readonly store = new StoreInMemory();
  readonly bugs: unknown[] = [];
  readonly changes: PredictionChange[] = [];
  readonly intervals = { min: 1, max: 30 };
  readonly tracker = new Tracker({
    source: this.source,
    store: this.store,
    clock: this.clock,
    intervals: this.intervals,
    random: () => 0.5,
    reportBug: (error) => this.bugs.push(error),
  });

  constructor() {
    this.tracker.onDidChange((change) => this.changes.push(change));
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
