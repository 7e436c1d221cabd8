import { ApiError } from './apiError';

/** A request under way. */
export interface Trip {
  /** Goes alone, to find out whether the others may follow. */
  readonly isProbe: boolean;
}

interface Pause {
  /** Milliseconds since 1970. */
  readonly until: number;
  /** Milliseconds. */
  readonly length: number;
}

/** Seconds. */
const shortestPause = 1;
const longestBackoff = 60;
/** A server that asks for more has mostly mistaken its unit; and outputs last but an hour. */
const longestPause = 15 * 60;

/** One request that breaks off says little of its origin; two in a row do. */
const failuresUntilOffline = 2;

/** What its answers tell of an origin: whether it wants to be left alone, and whether it is there. */
export class OriginHealth {
  #pause: Pause | undefined;
  #mustProbe = false;
  #isProbing = false;
  #limitedInARow = 0;
  #offlineInARow = 0;

  /** @param random 0 to 1, drawn anew each time. */
  constructor(private readonly random: () => number) {}

  /** Milliseconds for which nothing may be sent; 0 where something may. */
  pauseLeft(now: number): number {
    if (this.#pause === undefined) return 0;
    const { until, length } = this.#pause;
    if (until <= now) this.#pause = undefined;
    // Where a clock is put back by an hour, the pause must not last for that hour.
    else if (until - now > length) this.#pause = { until: now + length, length };
    return Math.min(length, Math.max(0, until - now));
  }

  /** Whether one more may go beside those under way. */
  mayStart(isUrgent: boolean, underWay: number): boolean {
    if (this.#mustProbe) return !this.#isProbing;
    return isUrgent || underWay === 0 || this.#offlineInARow < failuresUntilOffline;
  }

  started(): Trip {
    this.#isProbing = this.#mustProbe;
    return { isProbe: this.#mustProbe };
  }

  /** @param failure What the request was rejected with; undefined where it brought an answer. */
  ended({ isProbe }: Trip, failure: unknown, now: number): void {
    if (isProbe) this.#isProbing = false;
    if (failure instanceof ApiError && failure.pausesOrigin) {
      this.#beLeftAlone(isProbe, failure.retryAfterSeconds, now);
    } else if (failure instanceof ApiError && failure.isOffline) {
      this.#offlineInARow += 1;
    } else if (isAnswered(failure)) {
      this.#offlineInARow = 0;
      if (isProbe && this.pauseLeft(now) === 0) this.#followProbe();
    }
  }

  #followProbe(): void {
    this.#mustProbe = false;
    this.#limitedInARow = 0;
  }

  #beLeftAlone(isProbe: boolean, retryAfterSeconds: number | undefined, now: number): void {
    // Those that were under way together are refused together: that counts once.
    if (isProbe || !this.#mustProbe) this.#limitedInARow += 1;
    this.#mustProbe = true;
    const seconds = Math.min(longestPause, this.#secondsToPause(retryAfterSeconds));
    const length = seconds * 1000;
    if (length > this.pauseLeft(now)) this.#pause = { until: now + length, length };
  }

  /** A little more than the server asks for: its other clients come back at that very moment. */
  #secondsToPause(retryAfterSeconds = 0): number {
    if (retryAfterSeconds > 0) {
      return Math.max(shortestPause, retryAfterSeconds * (1 + this.random() / 10));
    }
    const ceiling = Math.min(longestBackoff, 2 ** this.#limitedInARow);
    return shortestPause + this.random() * (ceiling - shortestPause);
  }
}

/** Whether the origin does its work, be it that the answer is a refusal. */
function isAnswered(failure: unknown): boolean {
  if (failure === undefined) return true;
  if (!(failure instanceof ApiError)) return false;
  return failure.details.status !== undefined && !failure.isTemporary;
}
