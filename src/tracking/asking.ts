import { isTerminal, type Prediction } from '../prediction/prediction';
import { Asks, type Ask } from './asks';
import type { Clock } from './clock';
import { isFollowed, type Following } from './following';
import { fromHead, isDeletedSince, withAnswer, withFailure, withMarkSet } from './merge';
import type { ModelHistory } from './modelHistory';
import type { PredictionList } from './predictionList';
import type { RunLogs } from './runLogs';
import type { Storing } from './storing';
import type {
  AskError,
  PredictionSource,
  SourceAnswer,
  StoredPrediction,
  TrackedPrediction,
} from './trackedPrediction';

export interface AskingParts {
  readonly source: PredictionSource;
  readonly clock: Clock;
  readonly list: PredictionList;
  readonly asks: Asks;
  readonly storing: Storing;
  readonly following: Following;
  readonly history: ModelHistory;
  readonly logs: RunLogs;
  /** Told of errors that no person can mend. */
  readonly reportBug: (error: unknown) => void;
  /** Told of one that another window has taken off the list. */
  readonly onDidVanish: (id: string) => void;
}

export interface Urgency {
  /** Until when an answer is of use; milliseconds since 1970. */
  readonly deadline: number;
  /** A person waits for it. */
  readonly isUrgent: boolean;
}

const secondsUntilSavedAgain = 30;

/** From a question to what is known after its answer, or after its failure. */
export class Asking {
  readonly #savesToCome = new Set<{ dispose(): void }>();
  #isDisposed = false;

  constructor(private readonly parts: AskingParts) {}

  dispose(): void {
    this.#isDisposed = true;
    for (const timer of this.#savesToCome) timer.dispose();
  }

  /** @throws what the source throws; what was known stays, and says that it is old. */
  async ask(
    id: string,
    baseUrl: string,
    urgency: Urgency,
    cancel?: AbortSignal,
  ): Promise<TrackedPrediction> {
    const { asks, clock, following, list, logs, source } = this.parts;
    following.disarm(id);
    const ask = asks.begin(id, baseUrl, clock.now(), cancel);
    const { signal } = ask;
    try {
      const answer = await source.get(id, baseUrl, { ...urgency, signal });
      const stored = await this.#readWhereNeeded(id, answer);
      signal.throwIfAborted();
      if (!this.#hasEnded(id) && !asks.isOutdated(ask)) await logs.read(answer.prediction);
      signal.throwIfAborted();
      return this.#receive(ask, answer, stored);
    } catch (error) {
      if (signal.aborted) following.askAbandoned(baseUrl);
      else if (error instanceof Error) this.#recordFailure(ask, error);
      throw error;
    } finally {
      asks.end(ask);
      // One that has ended changes no more; one that is not on the list was not to be had.
      if (!list.has(id) || this.#hasEnded(id)) logs.forget(id);
      following.arm(id);
    }
  }

  /** What is on disk, where that is more than what is in memory, or would be lost with this answer. */
  async #readWhereNeeded(
    id: string,
    { prediction }: SourceAnswer,
  ): Promise<StoredPrediction | undefined> {
    const held = this.parts.list.get(id)?.whole;
    if (held !== undefined && !isDeletedSince(held, prediction)) return undefined;
    return this.parts.storing.read(id);
  }

  #receive(
    ask: Ask,
    { text, prediction, serverTime }: SourceAnswer,
    stored: StoredPrediction | undefined,
  ): TrackedPrediction {
    const { asks, clock, following, history, list, logs, storing } = this.parts;
    const { id, baseUrl } = ask;
    following.endpointAnswered(baseUrl, serverTime);
    following.keyAccepted(baseUrl);
    const before = list.get(id) ?? (stored && fromHead(stored));
    // A slow answer must not undo a newer one.
    if (before !== undefined && (asks.isOutdated(ask) || undoesEnd(before, ask, prediction)))
      return before;
    asks.noteAnswer(ask);
    // What runs is on disk only as it was some seconds ago, unless another window wrote it since.
    const isNewerHere =
      before?.whole !== undefined && before.answeredAt > (stored?.answeredAt ?? 0);
    const onDisk = stored && !isNewerHere ? storing.decode(stored) : undefined;
    const held = onDisk ?? before?.whole;
    // So that what is new is told from what was on disk.
    if (list.has(id) && before !== undefined) list.put([{ ...before, whole: held }]);
    const receivedAt = clock.now();
    const progress = logs.progressOf(prediction, baseUrl, receivedAt);
    const answer = { text, prediction, baseUrl, receivedAt, progress };
    const answered = withAnswer(before, held, answer);
    const after = hasJustEnded(before, answered) ? withMarkSet(answered, 'unseen') : answered;
    // Before anyone is told: who marks it as seen at once must come later on disk, too.
    const saving = this.#save(before, after);
    list.put([after]);
    history.note(after.brief);
    void saving;
    return after;
  }

  #hasEnded(id: string): boolean {
    const tracked = this.parts.list.get(id);
    return tracked !== undefined && isTerminal(tracked.brief);
  }

  async #save(before: TrackedPrediction | undefined, after: TrackedPrediction): Promise<void> {
    const { clock, list, storing, onDidVanish } = this.parts;
    const outcome = await storing.save(before, after);
    if (outcome === 'kept') list.closeEnded(after);
    if (outcome === 'removed') onDidVanish(after.id);
    if (outcome !== 'failed' || !isTerminal(after.brief) || this.#isDisposed) return;
    // It is asked for no more, so nothing else would write its end.
    const timer = clock.after(secondsUntilSavedAgain * 1000, () => {
      this.#savesToCome.delete(timer);
      const now = list.get(after.id);
      if (now?.whole !== undefined && now.whole === after.whole) void this.#save(now, now);
    });
    this.#savesToCome.add(timer);
  }

  #recordFailure(ask: Ask, error: AskError): void {
    const { asks, following, list, reportBug, storing } = this.parts;
    const { id, baseUrl, at } = ask;
    if (error.isTemporary === undefined) reportBug(error);
    const isOut = concernsEndpoint(error, following.isOut(baseUrl));
    if (isOut) following.endpointFailed(baseUrl, error, at);
    // A request that got lost tells nothing of the endpoint.
    else if (error.isOffline !== true) following.endpointAnswered(baseUrl, undefined);
    if (error.concernsKey === true) following.keyFailed(baseUrl, error, at);
    const before = list.get(id);
    // Another endpoint's failure says nothing of it; nor does one that is late.
    if (before?.baseUrl !== baseUrl || asks.isOutdated(ask)) return;
    // Those that are followed have been told together.
    const isToldOfAll = isOut || error.concernsKey === true;
    if (isToldOfAll && following.isAsking && isFollowed(before)) return;
    const count = (before.failure?.count ?? 0) + 1;
    const retryAt = following.retryAt(before, error, count);
    const failed = withFailure(before, error, { askedAt: at, retryAt });
    const after = error.isNotFound === true ? withMarkSet(failed, 'gone') : failed;
    list.put([after]);
    void storing.saveMarks(before, after);
  }
}

/** A request that is lost while the endpoint is out is one more sign of that. */
function concernsEndpoint(error: AskError, isOut: boolean): boolean {
  return error.concernsEndpoint === true || (isOut && error.isOffline === true);
}

function hasJustEnded(before: TrackedPrediction | undefined, after: TrackedPrediction): boolean {
  if (before === undefined || before.answeredAt === 0) return false;
  return !isTerminal(before.brief) && isTerminal(after.brief);
}

/** What has ended does not run again: the answer was on its way while another window had the last. */
function undoesEnd(before: TrackedPrediction, { at, baseUrl }: Ask, answer: Prediction): boolean {
  if (before.baseUrl !== baseUrl || before.answeredAt < at) return false;
  return isTerminal(before.brief) && !isTerminal(answer);
}
