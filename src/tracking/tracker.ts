import type { GrowingLog } from '../prediction/log/growingLog';
import { isTerminal, predictionOfBrief } from '../prediction/prediction';
import { Asking, type Urgency } from './asking';
import { Asks } from './asks';
import type { Clock } from './clock';
import { Following } from './following';
import { fromHead, pendingPrediction, withMarkCleared, withMarkSet } from './merge';
import { ModelHistory } from './modelHistory';
import type { PollingLimits } from './pace';
import { PredictionList, type ChangeListener } from './predictionList';
import { RunLogs } from './runLogs';
import { ServerClocks } from './serverClocks';
import { inSlices } from './slices';
import { Storing } from './storing';
import type {
  OpenedPrediction,
  PredictionMark,
  PredictionSource,
  PredictionStore,
  StoreChange,
  StoredHead,
  TrackedPrediction,
  WholePrediction,
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

/** Milliseconds. What a person has asked for in bulk comes after what is about to end. */
const longestPatience = 60_000;

/** The predictions that are tracked, kept up to date. Everything that is shown is told by its one event. */
export class Tracker {
  readonly #parts: TrackerParts;
  readonly #list: PredictionList;
  readonly #following: Following;
  readonly #history = new ModelHistory();
  readonly #logs: RunLogs;
  readonly #asks = new Asks();
  readonly #asking: Asking;
  readonly #storing: Storing;
  /** How many of its marks are being written: until then, what is on disk is older. */
  readonly #marking = new Map<string, number>();
  readonly #storeChanges: { dispose(): void };
  /** Ends what is asked for by itself, when that is another window's turn. */
  #turn = new AbortController();
  /** Counts what was taken off the list. */
  #forgotten = 0;
  #isDisposed = false;

  constructor(parts: TrackerParts) {
    this.#parts = parts;
    this.#list = new PredictionList(parts.reportBug);
    this.#storing = new Storing(parts);
    const clocks = new ServerClocks();
    this.#logs = new RunLogs({ history: this.#history, clocks, reportBug: parts.reportBug });
    this.#following = new Following({
      list: this.#list,
      clock: parts.clock,
      random: parts.random,
      get polling() {
        return parts.polling;
      },
      history: this.#history,
      clocks,
      isWatched: parts.isWatched,
      isBeingAsked: (id) => this.#asks.isUnderWay(id),
      ask: (id, deadline) => {
        // Its failure stands on the prediction, for every surface to show.
        this.#askAgain(id, { deadline, isUrgent: false }, this.#turn.signal).catch(() => undefined);
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
      logs: this.#logs,
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

  /** The log of one that runs, or has ended just now, as far as it was read. */
  logOf(id: string): GrowingLog | undefined {
    return this.#logs.get(id);
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
    const overdue = this.#following.overdueAmong(missing);
    await inSlices(missing, (some) => {
      if (this.#isDisposed) return;
      this.#putHeads(
        some.filter(({ id }) => !this.#list.has(id)),
        overdue,
      );
    });
    const isOpen = ({ brief, answeredAt }: StoredHead) => !isTerminal(brief) && answeredAt > 0;
    void this.#putWhole(missing.filter(isOpen).map(({ id }) => id));
  }

  /** Whether it is this window that asks for what still runs. */
  get isAsking(): boolean {
    return this.#following.isAsking;
  }

  setAsking(isAsking: boolean): void {
    if (this.#isDisposed) return;
    this.#following.setAsking(isAsking);
    if (isAsking) return;
    // What still waits in this window is the other window's to ask for.
    this.#turn.abort();
    this.#turn = new AbortController();
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
  async lookUp(
    id: string,
    signal: AbortSignal,
    baseUrl = this.#parts.source.baseUrl,
  ): Promise<TrackedPrediction> {
    const options = { deadline: this.#parts.clock.now(), isUrgent: true };
    return this.#asking.ask(id, baseUrl, options, signal);
  }

  /** Whether it is not tracked yet, or was looked for in vain and may be found elsewhere now. */
  isNew(id: string): boolean {
    const known = this.#list.get(id);
    if (known === undefined) return true;
    if (known.answeredAt > 0) return false;
    return known.marks.has('gone') || known.baseUrl !== this.#parts.source.baseUrl;
  }

  /** Puts ids on the list, to be asked for when their turn comes. Gives those that are new. */
  async track(ids: readonly string[]): Promise<string[]> {
    const { source, clock } = this.#parts;
    const { baseUrl } = source;
    const now = clock.now();
    const fresh = [...new Set(ids)].filter((id) => this.isNew(id));
    // The first of them stands on top, as in the text that they came from.
    const pending = fresh.map((id, index) => pendingPrediction(id, baseUrl, now - index / 1000));
    const added = await inSlices(pending, (some) => this.#add(some, pending.length));
    return added.flat();
  }

  /**
   * Asks again for one that is tracked.
   * @param isUrgent Whether it goes before all that are asked for by themselves.
   * @throws what the source throws; what was known stays, and says that it is old.
   */
  async refresh(id: string, isUrgent = true): Promise<void> {
    const patience = isUrgent ? 0 : longestPatience;
    await this.#askAgain(id, { deadline: this.#parts.clock.now() + patience, isUrgent });
  }

  async pause(ids: readonly string[]): Promise<void> {
    await inSlices(ids, (some) => {
      for (const id of some) this.#stopAsking(id);
      return this.#mark(some, 'paused', true);
    });
  }

  /** Follows again, also what was given up after a failure. */
  async resume(ids: readonly string[]): Promise<void> {
    await inSlices(ids, (some) => this.#resume(some, ids.length));
  }

  /** Takes note that a person has seen how these ended. */
  async markSeen(ids: readonly string[]): Promise<void> {
    await inSlices(ids, (some) => this.#mark(some, 'unseen', false));
  }

  /** Gives what was taken off, as it was last. */
  async untrack(ids: readonly string[]): Promise<TrackedPrediction[]> {
    const removed = await inSlices(ids, (some) => this.#remove(some));
    return removed.flat();
  }

  /** Puts what was taken off back on the list, as it was. */
  async trackAgain(removed: readonly TrackedPrediction[]): Promise<void> {
    await inSlices(removed, (some) => this.#bringBack(some));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#storeChanges.dispose();
    this.#list.dispose();
    this.#following.dispose();
    this.#asking.dispose();
    this.#asks.abortAll();
  }

  async #askAgain(id: string, urgency: Urgency, cancel?: AbortSignal): Promise<void> {
    const tracked = this.#list.get(id);
    if (tracked !== undefined) await this.#asking.ask(id, tracked.baseUrl, urgency, cancel);
  }

  #known(ids: readonly string[]): TrackedPrediction[] {
    return ids.map((id) => this.#list.get(id)).filter((tracked) => tracked !== undefined);
  }

  #add(pending: readonly TrackedPrediction[], countInAll: number): string[] {
    // Another window may have added some of them since.
    const fresh = pending.filter(({ id }) => this.isNew(id));
    const again = fresh.filter(({ id }) => this.#list.has(id)).map(({ id }) => id);
    const ids = fresh.map(({ id }) => id);
    this.#list.put(fresh);
    void this.#storing.addPending(fresh, again);
    this.#following.begin(ids, countInAll);
    return ids;
  }

  async #resume(ids: readonly string[], countInAll: number): Promise<void> {
    this.#list.put(this.#known(ids).map((tracked) => ({ ...tracked, failure: undefined })));
    await this.#mark(ids, 'gone', false);
    await this.#mark(ids, 'paused', false);
    this.#following.begin(ids, countInAll);
  }

  async #remove(ids: readonly string[]): Promise<TrackedPrediction[]> {
    const known = this.#known(ids);
    const knownIds = known.map(({ id }) => id);
    this.#forget(knownIds);
    await this.#parts.store.remove(knownIds);
    return known;
  }

  async #bringBack(removed: readonly TrackedPrediction[]): Promise<void> {
    const missing = removed.filter(({ id }) => !this.#list.has(id));
    await this.#parts.store.bringBack(missing.map(({ id }) => id));
    const still = missing.filter(({ id }) => !this.#list.has(id));
    this.#list.put(still);
    this.#following.begin(still.map(({ id }) => id));
  }

  async #mark(ids: readonly string[], mark: PredictionMark, isSet: boolean): Promise<void> {
    const marked = this.#known(ids)
      .filter(({ marks }) => marks.has(mark) !== isSet)
      .map((tracked) => (isSet ? withMarkSet(tracked, mark) : withMarkCleared(tracked, mark)));
    this.#list.put(marked);
    const changed = marked.map(({ id }) => id);
    this.#following.armAll(changed);
    if (changed.length === 0) return;
    for (const id of changed) this.#marking.set(id, (this.#marking.get(id) ?? 0) + 1);
    await this.#parts.store.mark(changed, mark, isSet);
    for (const id of changed) this.#noteMarked(id);
  }

  #noteMarked(id: string): void {
    const others = (this.#marking.get(id) ?? 1) - 1;
    if (others === 0) this.#marking.delete(id);
    else this.#marking.set(id, others);
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

  #isNewerThanKnown({ id, answeredAt, brief }: StoredHead): boolean {
    const known = this.#list.get(id);
    if (known === undefined || known.answeredAt < answeredAt) return true;
    // What has ended, or holds what the server has deleted, is more, whatever the clocks say.
    if (isTerminal(known.brief)) return !known.brief.hasOutput && brief.hasOutput;
    return isTerminal(brief);
  }

  #isBeingMarked(id: string): boolean {
    return this.#marking.has(id);
  }

  #adoptMarks(heads: readonly StoredHead[]): void {
    const marked = heads.flatMap(({ id, marks }) => {
      const known = this.#list.get(id);
      return known === undefined || this.#isBeingMarked(id) ? [] : [{ ...known, marks }];
    });
    this.#list.put(marked);
    this.#following.armAll(marked.map(({ id }) => id));
  }

  #putHeads(heads: readonly StoredHead[], overdueInAll = 0): void {
    const all = heads.map(fromHead);
    this.#list.put(all);
    for (const { brief } of all) this.#history.note(brief);
    this.#following.begin(
      heads.map(({ id }) => id),
      overdueInAll,
    );
  }

  /** What runs has its log and outputs at hand, and so has what ends while it is shown. */
  async #putWhole(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.#putWholeOf(id);
      const tracked = this.#list.get(id);
      if (tracked === undefined || isTerminal(tracked.brief)) this.#logs.forget(id);
    }
  }

  async #putWholeOf(id: string): Promise<void> {
    const forgotten = this.#forgotten;
    const stored = await this.#parts.store.read(id);
    if (stored === undefined || !this.#mayPut(stored, forgotten)) return;
    const whole = this.#storing.decode(stored);
    if (whole !== undefined) await this.#logs.read(whole.prediction);
    if (!this.#mayPut(stored, forgotten)) return;
    const known = this.#list.get(id);
    const marks = known !== undefined && this.#isBeingMarked(id) ? known.marks : stored.marks;
    const opened = {
      ...fromHead(stored),
      marks,
      whole,
      progress: this.#progressOf(stored, whole),
    };
    this.#list.put([opened]);
    this.#list.closeEnded(opened);
    this.#history.note(opened.brief);
    this.#following.arm(id);
  }

  #progressOf({ baseUrl }: StoredHead, whole: WholePrediction | undefined) {
    const now = this.#parts.clock.now();
    return whole && this.#logs.progressOf(whole.prediction, baseUrl, now);
  }

  /** @param forgotten What had been counted before it was read. */
  #mayPut(stored: StoredHead, forgotten: number): boolean {
    if (this.#isDisposed) return false;
    const known = this.#list.get(stored.id);
    // What was taken off the list meanwhile stays off it.
    if (known === undefined) return forgotten === this.#forgotten;
    return known.answeredAt === stored.answeredAt || this.#isNewerThanKnown(stored);
  }

  #stopAsking(id: string): void {
    this.#following.disarm(id);
    this.#asks.abort(id);
  }

  #forget(ids: readonly string[]): void {
    if (ids.length > 0) this.#forgotten += 1;
    for (const id of ids) {
      this.#following.forget(id);
      this.#asks.forget(id);
      this.#storing.forget(id);
      this.#logs.forget(id);
    }
    this.#list.remove(ids);
  }
}
