import { isTerminal, predictionOfBrief } from '../prediction/prediction';
import { Asking, type Urgency } from './asking';
import { Asks } from './asks';
import type { Clock } from './clock';
import { Following } from './following';
import { fromHead, pendingPrediction, withMarkCleared, withMarkSet } from './merge';
import { ModelHistory } from './modelHistory';
import type { PollingLimits } from './pace';
import { PredictionList, type ChangeListener } from './predictionList';
import { Storing } from './storing';
import type {
  OpenedPrediction,
  PredictionMark,
  PredictionSource,
  PredictionStore,
  StoreChange,
  StoredHead,
  TrackedPrediction,
} from './trackedPrediction';

export interface TrackerParts {
  readonly source: PredictionSource;
  readonly store: PredictionStore;
  readonly clock: Clock;
  readonly polling: PollingLimits;
  /** Whether a person is looking at that prediction. */
  readonly isWatched: (id: string) => boolean;
  /** 0 to 1. */
  readonly random: () => number;
  /** Told of errors that no person can mend. */
  readonly reportBug: (error: unknown) => void;
}

/** The predictions that are tracked, kept up to date. Everything that is shown is told by its one event. */
export class Tracker {
  readonly #parts: TrackerParts;
  readonly #list: PredictionList;
  readonly #following: Following;
  readonly #history = new ModelHistory();
  readonly #asks = new Asks();
  readonly #asking: Asking;
  readonly #storing: Storing;
  readonly #storeChanges: { dispose(): void };
  #isDisposed = false;

  constructor(parts: TrackerParts) {
    this.#parts = parts;
    this.#list = new PredictionList(parts.reportBug);
    this.#storing = new Storing(parts);
    this.#following = new Following({
      list: this.#list,
      clock: parts.clock,
      random: parts.random,
      polling: parts.polling,
      history: this.#history,
      isWatched: parts.isWatched,
      isBeingAsked: (id) => this.#asks.isUnderWay(id),
      ask: (id, deadline) => {
        // Its failure stands on the prediction, for every surface to show.
        this.#askAgain(id, { deadline, isUrgent: false }).catch(() => undefined);
      },
    });
    this.#asking = new Asking({
      source: parts.source,
      clock: parts.clock,
      list: this.#list,
      asks: this.#asks,
      storing: this.#storing,
      following: this.#following,
      history: this.#history,
      reportBug: parts.reportBug,
      onDidVanish: (id) => {
        this.#forget([id]);
      },
    });
    this.#storeChanges = parts.store.onDidChange((changes) => void this.#adopt(changes));
  }

  /** Newest first. */
  get list(): readonly TrackedPrediction[] {
    return this.#list.newestFirst;
  }

  /** Those that have not ended, as far as is known. */
  get running(): readonly TrackedPrediction[] {
    return this.#list.running;
  }

  /** Those that have ended, with nobody having looked since. */
  get unseen(): readonly TrackedPrediction[] {
    return this.#list.unseen;
  }

  /** How many are tracked. */
  get size(): number {
    return this.#list.size;
  }

  get(id: string): TrackedPrediction | undefined {
    return this.#list.get(id);
  }

  /** Told of many changes at once where they happen at once. */
  onDidChange(listener: ChangeListener): { dispose(): void } {
    return this.#list.onDidChange(listener);
  }

  /** One with all that is known of it, from the disk where that is not at hand. */
  async open(id: string): Promise<OpenedPrediction | undefined> {
    const known = this.#list.get(id)?.whole ?? (await this.#storing.readWhole(id));
    const tracked = this.#list.get(id);
    if (tracked === undefined) return undefined;
    const prediction = predictionOfBrief(tracked.brief);
    const whole = known ?? { answer: '', answerAfterDeletion: '', prediction };
    return { ...tracked, whole };
  }

  /** Brings back what was tracked before. */
  async restore(): Promise<void> {
    const heads = await this.#parts.store.load();
    if (this.#isDisposed) return;
    const missing = heads.filter(({ id }) => !this.#list.has(id));
    this.#putHeads(missing);
    const isOpen = ({ brief, answeredAt }: StoredHead) => !isTerminal(brief) && answeredAt > 0;
    void this.#putWhole(missing.filter(isOpen).map(({ id }) => id));
  }

  /** Whether it is this window that asks for what still runs. */
  setAsking(isAsking: boolean): void {
    if (!this.#isDisposed) this.#following.setAsking(isAsking);
  }

  /** To be called when a person looks at others than before. */
  attentionChanged(): void {
    this.#following.attentionChanged();
  }

  /** To be called when the computer has slept. */
  wakeUp(): void {
    this.#following.wakeUp();
  }

  /**
   * Fetches one prediction now and tracks it.
   * @throws what the source throws; then nothing new is tracked.
   */
  async lookUp(id: string, signal: AbortSignal): Promise<TrackedPrediction> {
    const { source, clock } = this.#parts;
    const options = { deadline: clock.now(), isUrgent: true };
    return this.#asking.ask(id, source.baseUrl, options, signal);
  }

  /** Puts ids on the list, to be asked for when their turn comes. Gives those that are new. */
  track(ids: readonly string[]): string[] {
    const { source, clock } = this.#parts;
    const { baseUrl } = source;
    const now = clock.now();
    const fresh = [...new Set(ids)].filter((id) => !this.#list.has(id));
    // The first of them stands on top, as in the text that they came from.
    const added = fresh.map((id, index) => pendingPrediction(id, baseUrl, now - index / 1000));
    this.#list.put(added);
    void this.#storing.addPending(added);
    this.#following.begin(fresh);
    return fresh;
  }

  /**
   * Asks again for one that is tracked.
   * @param isUrgent Whether it goes before all that are asked for by themselves.
   * @throws what the source throws; what was known stays, and says that it is old.
   */
  async refresh(id: string, isUrgent = true): Promise<void> {
    await this.#askAgain(id, { deadline: this.#parts.clock.now(), isUrgent });
  }

  async pause(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#stopAsking(id);
    await this.#mark(ids, 'paused', true);
  }

  async resume(ids: readonly string[]): Promise<void> {
    await this.#mark(ids, 'paused', false);
  }

  /** Takes note that a person has seen how these ended. */
  async markSeen(ids: readonly string[]): Promise<void> {
    await this.#mark(ids, 'unseen', false);
  }

  async untrack(ids: readonly string[]): Promise<void> {
    const known = ids.filter((id) => this.#list.has(id));
    if (known.length === 0) return;
    this.#forget(known);
    await this.#parts.store.remove(known);
  }

  /** Puts what was taken off back on the list, as it was. */
  async trackAgain(removed: readonly TrackedPrediction[]): Promise<void> {
    const missing = removed.filter(({ id }) => !this.#list.has(id));
    await this.#parts.store.bringBack(missing.map(({ id }) => id));
    const still = missing.filter(({ id }) => !this.#list.has(id));
    this.#list.put(still);
    this.#following.armAll(still.map(({ id }) => id));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#storeChanges.dispose();
    this.#list.dispose();
    this.#following.dispose();
    this.#asks.abortAll();
  }

  async #askAgain(id: string, urgency: Urgency): Promise<void> {
    const tracked = this.#list.get(id);
    if (tracked !== undefined) await this.#asking.ask(id, tracked.baseUrl, urgency);
  }

  async #mark(ids: readonly string[], mark: PredictionMark, isSet: boolean): Promise<void> {
    const marked = ids
      .map((id) => this.#list.get(id))
      .filter((tracked) => tracked !== undefined)
      .filter(({ marks }) => marks.has(mark) !== isSet)
      .map((tracked) => (isSet ? withMarkSet(tracked, mark) : withMarkCleared(tracked, mark)));
    this.#list.put(marked);
    const changed = marked.map(({ id }) => id);
    this.#following.armAll(changed);
    if (changed.length > 0) await this.#parts.store.mark(changed, mark, isSet);
  }

  /** Takes over what another window has added, removed, learned or marked. */
  async #adopt(changes: readonly StoreChange[]): Promise<void> {
    this.#forget(changes.filter(({ head }) => head === undefined).map(({ id }) => id));
    const heads = changes.map(({ head }) => head).filter((head) => head !== undefined);
    const newer = heads.filter((head) => this.#isNewerThanKnown(head));
    const isOpen = ({ id, brief }: StoredHead) =>
      !isTerminal(brief) || this.#list.get(id)?.whole !== undefined;
    this.#putHeads(newer.filter((head) => !isOpen(head)));
    this.#adoptMarks(heads);
    await this.#putWhole(newer.filter(isOpen).map(({ id }) => id));
  }

  #isNewerThanKnown({ id, answeredAt }: StoredHead): boolean {
    const known = this.#list.get(id);
    return known === undefined || known.answeredAt < answeredAt;
  }

  #adoptMarks(heads: readonly StoredHead[]): void {
    const marked = heads.flatMap(({ id, marks }) => {
      const known = this.#list.get(id);
      return known === undefined ? [] : [{ ...known, marks }];
    });
    this.#list.put(marked);
    this.#following.armAll(marked.map(({ id }) => id));
  }

  #putHeads(heads: readonly StoredHead[]): void {
    const all = heads.map(fromHead);
    this.#list.put(all);
    for (const { brief } of all) this.#history.note(brief);
    this.#following.armAll(heads.map(({ id }) => id));
  }

  /** What runs has its log and outputs at hand, and so has what ends while it is shown. */
  async #putWhole(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const stored = await this.#parts.store.read(id);
      const known = this.#list.get(id);
      if (stored === undefined || this.#isDisposed) continue;
      if (known !== undefined && known.answeredAt > stored.answeredAt) continue;
      const opened = this.#storing.opened(stored);
      this.#list.put([opened]);
      this.#list.closeEnded(opened);
      this.#history.note(opened.brief);
      this.#following.arm(id);
    }
  }

  #stopAsking(id: string): void {
    this.#following.disarm(id);
    this.#asks.abort(id);
  }

  #forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#following.disarm(id);
      this.#asks.forget(id);
      this.#storing.forget(id);
    }
    this.#list.remove(ids);
  }
}
