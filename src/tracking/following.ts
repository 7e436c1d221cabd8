import { isTerminal } from '../prediction/prediction';
import type { Clock } from './clock';
import { EndpointOutages, type Outage } from './endpointOutages';
import { Pace, type PaceParts } from './pace';
import type { PredictionList } from './predictionList';
import { secondsUntilCatchUp, secondsUntilRetry } from './schedule';
import type { AskError, TrackedPrediction } from './trackedPrediction';

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
    if (isAsking) this.#followEach(this.#followed());
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
    const interval = this.#pace.interval(tracked, this.#parts.list.running.length) * 1000;
    // A clock that was put back must not make it wait for that hour.
    const askedAt = Math.min(tracked.askedAt, this.#parts.clock.now());
    const dueAt = tracked.failure?.retryAt ?? askedAt + interval;
    this.#setTimer(id, dueAt, interval);
  }

  armAll(ids: readonly string[]): void {
    for (const id of ids) this.arm(id);
  }

  /** Sets the next ask for each; where too many are overdue, those one after the other. */
  begin(ids: readonly string[]): void {
    const { list } = this.#parts;
    this.#followEach(ids.map((id) => list.get(id)).filter((each) => each !== undefined));
  }

  disarm(id: string): void {
    this.#timers.get(id)?.dispose();
    this.#timers.delete(id);
    this.#catchingUp.delete(id);
  }

  /** Asks sooner, or later, now that a person looks at others than before. */
  attentionChanged(): void {
    // Those of a catch-up are overdue: armed anew, they would all be asked for at once.
    this.armAll([...this.#timers.keys()].filter((id) => !this.#catchingUp.has(id)));
  }

  /** Asks for all that waited while the computer slept, though not at once. */
  wakeUp(): void {
    this.#outages.endAll();
    this.#catchUp(this.#followed());
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
    const waiting = this.#followed().filter((tracked) => tracked.baseUrl === baseUrl);
    for (const { id } of waiting) this.disarm(id);
    const isNew = (tracked: TrackedPrediction) => tracked.failure?.retryAt !== retryAt;
    this.#parts.list.put(waiting.filter(isNew).map((tracked) => ({ ...tracked, failure })));
  }

  /** Takes note that the endpoint has answered: those that waited follow, not all at once. */
  endpointAnswered(baseUrl: string, serverTime: number | undefined): void {
    if (serverTime !== undefined) {
      this.#pace.noteServerTime(baseUrl, serverTime, this.#parts.clock.now());
    }
    if (!this.#outages.end(baseUrl)) return;
    const waiting = this.#followed().filter((tracked) => tracked.baseUrl === baseUrl);
    const failed = waiting.filter(({ failure }) => failure?.error.concernsEndpoint === true);
    this.#parts.list.put(failed.map((tracked) => ({ ...tracked, failure: undefined })));
    this.#catchUp(failed);
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

  #followEach(all: readonly TrackedPrediction[]): void {
    const { clock } = this.#parts;
    for (const { id } of all) this.arm(id);
    const now = clock.now();
    const overdue = all.filter(({ id }) => (this.#timers.get(id)?.firesAt ?? Infinity) <= now);
    if (overdue.length > fewAtOnce) this.#catchUp(overdue);
  }

  #catchUp(waiting: readonly TrackedPrediction[]): void {
    const { clock, random } = this.#parts;
    const count = waiting.length;
    const fairShare = this.#pace.fairShare(count);
    for (const { id, baseUrl } of waiting) {
      this.disarm(id);
      if (!this.#isAsking || this.#outages.get(baseUrl) !== undefined) continue;
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
    const failed = this.#followed().filter(({ failure }) => failure !== undefined);
    this.#parts.list.put(failed.map((tracked) => ({ ...tracked, failure: undefined })));
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

  /** Asks for the one that is worth most; its outcome speaks for the endpoint. */
  #probe(baseUrl: string): void {
    const { clock, ask } = this.#parts;
    const [probe] = this.#isAsking
      ? this.#followed().filter((tracked) => tracked.baseUrl === baseUrl)
      : [];
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
