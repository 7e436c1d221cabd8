import { isTerminal, type PredictionBrief } from '../prediction/prediction';
import { isSameProgress } from '../prediction/summary';
import type { PredictionChange, StoredAnswers, TrackedPrediction } from './trackedPrediction';

export type ChangeListener = (changes: readonly PredictionChange[]) => void;

/** What is tracked, and the one event that tells of its changes: many at once in one call. */
export class PredictionList {
  readonly #byId = new Map<string, TrackedPrediction>();
  readonly #running = new Map<string, TrackedPrediction>();
  readonly #unseen = new Map<string, TrackedPrediction>();
  readonly #listeners = new Set<ChangeListener>();
  #newestFirst: readonly TrackedPrediction[] | undefined;
  #runningNow: readonly TrackedPrediction[] | undefined;

  constructor(private readonly reportBug: (error: unknown) => void) {}

  get size(): number {
    return this.#byId.size;
  }

  get newestFirst(): readonly TrackedPrediction[] {
    this.#newestFirst ??= [...this.#byId.values()].sort((a, b) => b.addedAt - a.addedAt);
    return this.#newestFirst;
  }

  /** Those that have not ended, as far as is known. */
  get running(): readonly TrackedPrediction[] {
    this.#runningNow ??= [...this.#running.values()];
    return this.#runningNow;
  }

  get runningCount(): number {
    return this.#running.size;
  }

  /** Those that have ended, with nobody having looked since. */
  get unseen(): readonly TrackedPrediction[] {
    return [...this.#unseen.values()];
  }

  get(id: string): TrackedPrediction | undefined {
    return this.#byId.get(id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Takes what is new, and tells of what a person can see of it. */
  put(all: readonly TrackedPrediction[]): void {
    const changes: PredictionChange[] = [];
    for (const after of all) {
      const before = this.#byId.get(after.id);
      this.#set(after);
      if (!isSameToPeople(before, after)) changes.push({ id: after.id, before, after });
    }
    if (all.length > 0) this.#readAgain();
    this.#tell(changes);
  }

  /** Lets go of the answers of one that has ended, once they are on disk. */
  closeEnded({ id, whole }: TrackedPrediction): void {
    const known = this.#byId.get(id);
    if (known === undefined || known.whole !== whole || !isTerminal(known.brief)) return;
    this.put([{ ...known, whole: undefined }]);
  }

  remove(ids: readonly string[]): void {
    const changes: PredictionChange[] = [];
    for (const id of ids) {
      const before = this.#byId.get(id);
      if (before !== undefined) changes.push({ id, before, after: undefined });
      this.#byId.delete(id);
      this.#running.delete(id);
      this.#unseen.delete(id);
    }
    this.#readAgain();
    this.#tell(changes);
  }

  onDidChange(listener: ChangeListener): { dispose(): void } {
    this.#listeners.add(listener);
    return {
      dispose: () => {
        this.#listeners.delete(listener);
      },
    };
  }

  dispose(): void {
    this.#listeners.clear();
  }

  /** The lists, when they are next asked for. */
  #readAgain(): void {
    this.#newestFirst = undefined;
    this.#runningNow = undefined;
  }

  #set(tracked: TrackedPrediction): void {
    const { id, brief, marks } = tracked;
    this.#byId.set(id, tracked);
    keepWhere(!isTerminal(brief) && !marks.has('gone'), this.#running, tracked);
    keepWhere(marks.has('unseen'), this.#unseen, tracked);
  }

  #tell(changes: readonly PredictionChange[]): void {
    if (changes.length === 0) return;
    for (const listener of [...this.#listeners]) {
      try {
        listener(changes);
      } catch (error) {
        this.reportBug(error);
      }
    }
  }
}

function keepWhere(
  isKept: boolean,
  kept: Map<string, TrackedPrediction>,
  tracked: TrackedPrediction,
): void {
  if (isKept) kept.set(tracked.id, tracked);
  else kept.delete(tracked.id);
}

/** When it was asked, and whether its answers are in memory, is not seen. */
function isSameToPeople(before: TrackedPrediction | undefined, after: TrackedPrediction): boolean {
  return (
    before !== undefined &&
    before.failure === after.failure &&
    before.baseUrl === after.baseUrl &&
    isSameProgress(before.progress, after.progress) &&
    hasSameMarks(before, after) &&
    hasSameBrief(before, after) &&
    hasSameAnswers(before.whole, after.whole)
  );
}

function hasSameBrief({ brief: before }: TrackedPrediction, { brief: after }: TrackedPrediction) {
  const keys = Object.keys(after) as (keyof PredictionBrief)[];
  return before === after || keys.every((key) => before[key] === after[key]);
}

/** Those that are not in memory are taken to be the same, where their brief is. */
function hasSameAnswers(before: StoredAnswers | undefined, after: StoredAnswers | undefined) {
  if (before === undefined || after === undefined) return true;
  return before.answer === after.answer && before.answerAfterDeletion === after.answerAfterDeletion;
}

function hasSameMarks({ marks: before }: TrackedPrediction, { marks: after }: TrackedPrediction) {
  return before.size === after.size && [...before].every((mark) => after.has(mark));
}
