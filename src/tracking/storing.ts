import { isTerminal } from '../prediction/prediction';
import { toStored, wholeOf } from './merge';
import type {
  KeepOutcome,
  PredictionStore,
  StoredPrediction,
  TrackedPrediction,
  WholePrediction,
} from './trackedPrediction';

export interface StoringParts {
  readonly store: PredictionStore;
  readonly reportBug: (error: unknown) => void;
}

/** Milliseconds between two saves of one that runs. */
const saveInterval = 5000;

/** When, and what of a prediction, goes to the store and comes from it. */
export class Storing {
  /** When each that runs was last stored; milliseconds since 1970. */
  readonly #savedAt = new Map<string, number>();

  constructor(private readonly parts: StoringParts) {}

  read(id: string): Promise<StoredPrediction | undefined> {
    return this.parts.store.read(id);
  }

  /** All that is known of one, as it is on disk now. */
  async readWhole(id: string): Promise<WholePrediction | undefined> {
    const stored = await this.parts.store.read(id);
    return stored && this.decode(stored);
  }

  /** One that cannot be read must not keep the others away. */
  decode(stored: StoredPrediction): WholePrediction | undefined {
    try {
      return wholeOf(stored);
    } catch (error) {
      this.parts.reportBug(error);
      return undefined;
    }
  }

  /** @param again Ids of those that are there already, though they were never answered. */
  async addPending(pending: readonly TrackedPrediction[], again: readonly string[]): Promise<void> {
    const { store } = this.parts;
    const noAnswers = { answer: '', answerAfterDeletion: '' };
    const stored = pending.map((tracked) => toStored(tracked, noAnswers));
    const isThere = new Set(again);
    // All at once, so that what is asked of the store later comes later.
    await Promise.all([
      store.add(stored.filter(({ id }) => !isThere.has(id))),
      store.mark(again, 'gone', false),
      ...stored.filter(({ id }) => isThere.has(id)).map((each) => store.update(each)),
    ]);
  }

  /** Undefined where there was nothing to write yet. */
  async save(
    before: TrackedPrediction | undefined,
    after: TrackedPrediction,
  ): Promise<KeepOutcome | undefined> {
    const { store } = this.parts;
    const { whole } = after;
    if (before !== undefined) await this.saveMarks(before, after);
    if (whole === undefined || !this.#isDue(after)) return undefined;
    const stored = toStored(after, whole);
    return before === undefined ? store.add([stored]) : store.update(stored);
  }

  async saveMarks(before: TrackedPrediction, after: TrackedPrediction): Promise<void> {
    for (const mark of ['unseen', 'gone'] as const) {
      const isSet = after.marks.has(mark);
      if (before.marks.has(mark) !== isSet) await this.parts.store.mark([after.id], mark, isSet);
    }
  }

  forget(id: string): void {
    this.#savedAt.delete(id);
  }

  /** What runs changes with each answer; its start, and its end, are what must last. */
  #isDue({ id, brief, answeredAt }: TrackedPrediction): boolean {
    if (isTerminal(brief)) {
      this.#savedAt.delete(id);
      return true;
    }
    const savedAt = this.#savedAt.get(id);
    if (savedAt !== undefined && answeredAt - savedAt < saveInterval) return false;
    this.#savedAt.set(id, answeredAt);
    return true;
  }
}
