import { isTerminal } from '../prediction/prediction';
import type { Clock } from './clock';
import { EndpointOutages, type Outage } from './endpointOutages';
import { Pace, type PaceParts } from './pace';
import type { PredictionList } from './predictionList';
import { secondsUntilCatchUp, secondsUntilRetry } from './schedule';
import { inSlices } from './slices';
import type { AskError, RefreshFailure, StoredHead, TrackedPrediction } from './trackedPrediction';

export interface FollowingParts extends PaceParts {
  readonly list: PredictionList;
  readonly clock: Clock;
  /** Asks for one, of use until `deadline`, in milliseconds since 1970. */
  readonly ask: (id: string, deadline: number) => void;
  readonly isBeingAsked: (id: string) => boolean;
}

interface Timer {
  /** Milliseconds since 1970. */
  readonly firesAt: number;
  dispose(): void;
}

/** Milliseconds. A timer that comes this much too late has slept with its computer. */
const sleepIsOver = 5000;

/** New ones that are asked for in the same moment. */
const fewAtOnce = 20;

/** Whether it is asked for again by itself. */
export function isFollowed({ brief, marks, failure }: TrackedPrediction): boolean {
  if (isTerminal(brief) || marks.has('paused') || marks.has('gone')) return false;
  return failure === undefined || failure.error.isTemporary === true;
}

/** Asks for what still runs, when its time has come; in one window at a time. */
export class Following {
  readonly #parts: FollowingParts;
  readonly #timers = new Map<string, Timer>();
  /** Those whose timer is part of a catch-up. */
  readonly #catchingUp = new Set<string>();
  readonly #outages = new EndpointOutages();
  /** By base URL. */
  readonly #keyFailures = new Map<string, AskError>();
  /** When the key was last accepted, by base URL; milliseconds since 1970. */
  readonly #keyAcceptedAt = new Map<string, number>();
  readonly #pace: Pace;
  #isAsking = false;

  constructor(parts: FollowingParts) {
    this.#parts = parts;
    this.#pace = new Pace(parts);
  }

  /** Whether an endpoint is known to be out of reach, or to want to be left alone. */
  isOut(baseUrl: string): boolean {
    return this.#outages.get(baseUrl) !== undefined;
  }

  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Begins, or leaves it to another window. */
  setAsking(isAsking: boolean): void {
    if (this.#isAsking === isAsking) return;
    this.#isAsking = isAsking;
    if (isAsking) this.#takeOver();
    else this.#leaveToOther();
  }

  /** Sets, or clears, the next ask for one, after anything about it has changed. */
  arm(id: string): void {
    this.disarm(id);
    const tracked = this.#parts.list.get(id);
    if (tracked === undefined || !isFollowed(tracked)) {
      this.#pace.forget(id);
      return;
    }
    if (!this.#isAsking || this.#parts.isBeingAsked(id)) return;
    if (this.#outages.get(tracked.baseUrl) !== undefined) return;
    const interval = this.#pace.interval(tracked, this.#parts.list.runningCount) * 1000;
    // A clock that was put back must not make it wait for that hour.
    const askedAt = Math.min(tracked.askedAt, this.#parts.clock.now());
    const dueAt = tracked.failure?.retryAt ?? askedAt + interval;
    this.#setTimer(id, dueAt, interval);
  }

  armAll(ids: readonly string[]): void {
    for (const id of ids) this.arm(id);
  }

  /**
   * Sets the next ask for each; where too many are overdue, those one after the other.
   * @param overdueInAll How many are, at least, where these are a few of more.
   */
  begin(ids: readonly string[], overdueInAll = 0): void {
    const { clock } = this.#parts;
    this.armAll(ids);
    const now = clock.now();
    const overdue = ids.filter((id) => (this.#timers.get(id)?.firesAt ?? Infinity) <= now);
    const count = Math.max(overdue.length, overdueInAll);
    if (count > fewAtOnce) this.#catchUp(overdue, count);
  }

  /** How many of them were asked for so long ago that they are overdue, whatever they do. */
  overdueAmong(all: readonly StoredHead[]): number {
    const { clock, polling } = this.#parts;
    const since = clock.now() - polling.max * 1000;
    return all.filter(({ brief, askedAt }) => !isTerminal(brief) && askedAt <= since).length;
  }

  disarm(id: string): void {
    this.#timers.get(id)?.dispose();
    this.#timers.delete(id);
    this.#catchingUp.delete(id);
  }

  /** To be called for what is no longer on the list. */
  forget(id: string): void {
    this.disarm(id);
    this.#pace.forget(id);
  }

  /** Asks sooner, or later, now that a person looks at others than before. */
  attentionChanged(): void {
    // Those of a catch-up are overdue: armed anew, they would all be asked for at once.
    void inSlices([...this.#timers.keys()], (some) => {
      this.armAll(some.filter((id) => this.#timers.has(id) && !this.#catchingUp.has(id)));
    });
  }

  /** Asks for all that waited while the computer slept, though not at once. */
  wakeUp(): void {
    this.#outages.endAll();
    this.#catchUpAll(this.#followed());
  }

  /** When a failed ask is tried again; milliseconds since 1970. Undefined where it is not. */
  retryAt(tracked: TrackedPrediction, error: AskError, count: number): number | undefined {
    const after = { ...tracked, failure: { error, count, retryAt: undefined } };
    return this.#isAsking && isFollowed(after) ? this.#retryAt(error, count) : undefined;
  }

  /** Takes note that the whole endpoint failed: all wait, until one that is asked first has an answer. */
  endpointFailed(baseUrl: string, error: AskError, askedAt: number): void {
    // Another window asks, and sees for itself.
    if (!this.#isAsking) return;
    const known = this.#outages.get(baseUrl);
    // What was under way as it began to fail is the same failure.
    const isSameFailure = known !== undefined && askedAt < known.failedAt;
    const outage = isSameFailure ? known : this.#beginOutage(baseUrl, error, known);
    const { count, retryAt } = outage;
    const failure = { error: outage.error, count, retryAt };
    this.#tellOfFailure(baseUrl, failure, () => this.#outages.get(baseUrl)?.retryAt === retryAt);
  }

  /** Takes note that the endpoint will refuse each until a person has mended that: none is asked for. */
  keyFailed(baseUrl: string, error: AskError, askedAt: number): void {
    // Another window may have another key.
    if (!this.#isAsking || this.#keyFailures.get(baseUrl) === error) return;
    // It was asked with a key that has been replaced since.
    if (askedAt < (this.#keyAcceptedAt.get(baseUrl) ?? 0)) return;
    this.#keyFailures.set(baseUrl, error);
    const failure = { error, count: 1, retryAt: undefined };
    this.#tellOfFailure(baseUrl, failure, () => this.#keyFailures.get(baseUrl) === error);
  }

  /** Takes note that the endpoint accepts the key: those that it was refused for follow again. */
  keyAccepted(baseUrl: string): void {
    this.#keyAcceptedAt.set(baseUrl, this.#parts.clock.now());
    if (!this.#keyFailures.delete(baseUrl)) return;
    this.#followAgain(this.#refused().filter((tracked) => tracked.baseUrl === baseUrl));
  }

  /** Takes note that the endpoint has answered: those that waited follow, not all at once. */
  endpointAnswered(baseUrl: string, serverTime: number | undefined): void {
    if (serverTime !== undefined) {
      this.#parts.clocks.note(baseUrl, serverTime, this.#parts.clock.now());
    }
    if (!this.#outages.end(baseUrl)) return;
    this.#followAgain(
      this.#followedAt(baseUrl).filter(({ failure }) => failure?.error.concernsEndpoint === true),
    );
  }

  /** Takes note that an ask for this endpoint brought neither answer nor failure. */
  askAbandoned(baseUrl: string): void {
    const outage = this.#outages.get(baseUrl);
    if (outage !== undefined && outage.retryAt <= this.#parts.clock.now()) this.#probe(baseUrl);
  }

  dispose(): void {
    this.setAsking(false);
  }

  #followed(): TrackedPrediction[] {
    return this.#parts.list.running.filter(isFollowed);
  }

  #followedAt(baseUrl: string): TrackedPrediction[] {
    return this.#followed().filter((tracked) => tracked.baseUrl === baseUrl);
  }

  /** Those that no window asks for until a person has seen to the key. */
  #refused(): TrackedPrediction[] {
    return this.#parts.list.running.filter(({ failure }) => failure?.error.concernsKey === true);
  }

  #takeOver(): void {
    // This window sees for itself whether its key is refused.
    this.#keyFailures.clear();
    this.#forgetFailures(this.#refused());
    const followed = this.#followed();
    const overdue = this.overdueAmong(followed);
    void inSlices(idsOf(followed), (some) => {
      this.begin(some, overdue);
    });
  }

  #followAgain(failed: readonly TrackedPrediction[]): void {
    this.#forgetFailures(failed);
    this.#catchUpAll(failed);
  }

  #forgetFailures(failed: readonly TrackedPrediction[]): void {
    this.#parts.list.put(failed.map((tracked) => ({ ...tracked, failure: undefined })));
  }

  #catchUpAll(waiting: readonly TrackedPrediction[]): void {
    void inSlices(idsOf(waiting), (some) => {
      this.#catchUp(some, waiting.length);
    });
  }

  /** @param count How many catch up in all. */
  #catchUp(ids: readonly string[], count: number): void {
    const { clock, list, random } = this.#parts;
    const fairShare = this.#pace.fairShare(count);
    for (const id of ids) {
      this.disarm(id);
      const tracked = list.get(id);
      if (tracked === undefined || !isFollowed(tracked)) continue;
      if (!this.#isAsking || this.isOut(tracked.baseUrl)) continue;
      if (this.#parts.isBeingAsked(id)) continue;
      const seconds = secondsUntilCatchUp({ count, fairShare, random: random() });
      this.#setTimer(id, clock.now() + seconds * 1000, seconds * 1000);
      this.#catchingUp.add(id);
    }
  }

  #setTimer(id: string, dueAt: number, interval: number): void {
    const { clock, ask } = this.#parts;
    // What is overdue already is due now: that is no sleep.
    const firesAt = Math.max(dueAt, clock.now());
    const timer = clock.after(firesAt - clock.now(), () => {
      this.#timers.delete(id);
      this.#catchingUp.delete(id);
      if (clock.now() - firesAt > sleepIsOver) this.wakeUp();
      else ask(id, clock.now() + interval);
    });
    this.#timers.set(id, {
      firesAt,
      dispose: () => {
        timer.dispose();
      },
    });
  }

  #leaveToOther(): void {
    for (const timer of this.#timers.values()) timer.dispose();
    this.#timers.clear();
    this.#catchingUp.clear();
    this.#outages.endAll();
    // It is not this window that retries.
    this.#forgetFailures(this.#followed().filter(({ failure }) => failure !== undefined));
  }

  #beginOutage(baseUrl: string, error: AskError, known: Outage | undefined): Outage {
    const { clock } = this.#parts;
    const count = (known?.count ?? 0) + 1;
    const failedAt = clock.now();
    const outage = { error, count, failedAt, retryAt: this.#retryAt(error, count) };
    const timer = clock.after(outage.retryAt - failedAt, () => {
      this.#probe(baseUrl);
    });
    this.#outages.set(baseUrl, outage, timer);
    return outage;
  }

  /** Has the failure stand on all that are followed there, for as long as it holds. */
  #tellOfFailure(baseUrl: string, failure: RefreshFailure, holds: () => boolean): void {
    const { list } = this.#parts;
    const ids = this.#followedAt(baseUrl).map(({ id }) => id);
    void inSlices(ids, (some) => {
      if (!holds()) return;
      const waiting = some
        .map((id) => list.get(id))
        .filter((tracked) => tracked !== undefined)
        .filter((tracked) => tracked.baseUrl === baseUrl && isFollowed(tracked));
      for (const { id } of waiting) this.disarm(id);
      const isNew = (tracked: TrackedPrediction) =>
        tracked.failure?.error !== failure.error || tracked.failure.retryAt !== failure.retryAt;
      list.put(waiting.filter(isNew).map((tracked) => ({ ...tracked, failure })));
    });
  }

  /** Asks for one; its outcome speaks for the endpoint. */
  #probe(baseUrl: string): void {
    const { clock, ask } = this.#parts;
    const [probe] = this.#isAsking ? this.#followedAt(baseUrl) : [];
    if (probe === undefined) this.#outages.end(baseUrl);
    else ask(probe.id, clock.now());
  }

  #retryAt(error: AskError, failures: number): number {
    const { clock, polling, random } = this.#parts;
    const seconds = secondsUntilRetry({
      failures,
      retryAfterSeconds: error.retryAfterSeconds,
      minInterval: polling.min,
      maxInterval: polling.max,
      random: random(),
    });
    return clock.now() + seconds * 1000;
  }
}

function idsOf(all: readonly TrackedPrediction[]): string[] {
  return all.map(({ id }) => id);
}
