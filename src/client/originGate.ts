import { setImmediate as afterOthers } from 'node:timers/promises';

import { ApiError } from './apiError';
import type { Clock } from './clock';
import { OriginHealth, type Trip } from './originHealth';
import { RequestBudget } from './requestBudget';
import { TurnQueue, type Rank } from './turnQueue';

export interface RequestLimits {
  /** Requests under way at the same time. */
  readonly inFlight: number;
  /** Requests in any 60 seconds. */
  readonly perMinute: number;
}

export interface Turn {
  /** By when the answer is wanted, in milliseconds since 1970: the earliest goes first. */
  readonly deadline: number;
  /** A person waits for it: it goes before all that are not. */
  readonly isUrgent: boolean;
  readonly signal: AbortSignal;
}

export interface RequestGateParts {
  readonly clock: Clock;
  /** For each origin. Read anew each time, so that a change counts at once. */
  readonly limits: () => RequestLimits;
  /** 0 to 1. */
  readonly random: () => number;
}

interface Waiting extends Rank {
  start(trip: Trip): void;
  refuse(error: Error): void;
}

/** Milliseconds for which a person is kept waiting by a pause without a word. */
const longestSilence = 10_000;

const refusedAtOnce = 100;

/** The turns of one origin. */
export class OriginGate {
  readonly #queue = new TurnQueue<Waiting>();
  readonly #budget = new RequestBudget();
  readonly #health: OriginHealth;
  #arrivals = 0;
  #underWay = 0;
  #wake: { dispose(): void } | undefined;
  #isAboutToLook = false;
  #isDisposed = false;

  constructor(
    private readonly host: string,
    private readonly parts: RequestGateParts,
  ) {
    this.#health = new OriginHealth(parts.random);
  }

  /** Milliseconds; 0 where there is no pause. */
  get pauseLeft(): number {
    return this.#health.pauseLeft(this.parts.clock.now());
  }

  async run<T>(turn: Turn, request: () => Promise<T>): Promise<T> {
    const trip = await this.#wait(turn);
    if (trip === undefined) throw turn.signal.reason;
    let failure: unknown;
    try {
      turn.signal.throwIfAborted();
      return await request();
    } catch (error) {
      failure = error;
      if (error instanceof ApiError && error.concernsKey) void this.#refuseAll(error);
      throw error;
    } finally {
      this.#underWay -= 1;
      this.#health.ended(trip, failure, this.parts.clock.now());
      this.#lookSoon();
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    void this.#refuseAll(this.#disposed());
    this.#wake?.dispose();
  }

  /** So few at a time that others can do their work in between. */
  async #refuseAll(error: Error): Promise<void> {
    for (const [index, waiting] of this.#queue.removeAll().entries()) {
      if (index > 0 && index % refusedAtOnce === 0) await afterOthers();
      waiting.refuse(error);
    }
  }

  /** Gives undefined where it is aborted before. */
  #wait({ signal, deadline, isUrgent }: Turn): Promise<Trip | undefined> {
    if (this.#isDisposed) throw this.#disposed();
    if (signal.aborted) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      const leave = (trip?: Trip) => {
        signal.removeEventListener('abort', abort);
        this.#queue.remove(waiting);
        resolve(trip);
      };
      const abort = () => {
        leave();
        this.#lookSoon();
      };
      const refuse = (error: Error) => {
        reject(error);
        leave();
      };
      const waiting: Waiting = {
        isUrgent,
        deadline: Number.isNaN(deadline) ? Infinity : deadline,
        arrival: ++this.#arrivals,
        start: leave,
        refuse,
      };
      signal.addEventListener('abort', abort);
      this.#queue.add(waiting);
      this.#lookSoon();
    });
  }

  /** Once for all that come at the same moment, so that the first of them has no lead. */
  #lookSoon(): void {
    if (this.#isAboutToLook) return;
    this.#isAboutToLook = true;
    queueMicrotask(() => {
      this.#isAboutToLook = false;
      this.#look();
    });
  }

  /** Starts those whose turn it is, and wakes up when it may be the next one's. */
  #look(): void {
    this.#wake?.dispose();
    this.#wake = undefined;
    const wait = this.#startNext();
    if (wait === undefined) return;
    this.#wake = this.parts.clock.after(wait, () => {
      this.#look();
    });
  }

  /** Gives the milliseconds until it is worth looking again; undefined where an end will tell. */
  #startNext(): number | undefined {
    const now = this.parts.clock.now();
    const { inFlight, perMinute } = this.parts.limits();
    for (let next = this.#queue.next; next !== undefined; next = this.#queue.next) {
      const pauseLeft = this.#health.pauseLeft(now);
      if (pauseLeft > longestSilence && next.isUrgent) {
        next.refuse(this.#pausedFor(pauseLeft));
        continue;
      }
      if (pauseLeft > 0) return pauseLeft;
      if (!this.#hasRoom(next, inFlight)) return undefined;
      const wait = this.#budget.take(now, perMinute);
      if (wait > 0) return wait;
      this.#underWay += 1;
      next.start(this.#health.started());
    }
    return undefined;
  }

  /** One place is kept for a person, who should not wait for others' time-outs. */
  #hasRoom({ isUrgent }: Waiting, inFlight: number): boolean {
    const places = Math.max(1, isUrgent ? inFlight : inFlight - 1);
    return this.#underWay < places && this.#health.mayStart(isUrgent, this.#underWay);
  }

  #pausedFor(milliseconds: number): ApiError {
    const retryAfterSeconds = Math.ceil(milliseconds / 1000);
    return new ApiError('rate-limited', { host: this.host, retryAfterSeconds });
  }

  #disposed(): ApiError {
    return new ApiError('cancelled', { host: this.host });
  }
}
