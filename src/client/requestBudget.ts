/** Milliseconds: a minute, and a second for what the network delays on the way. */
const minute = 61_000;
/** So many go at once after a quiet time: what is pasted as a list is there in an instant. */
const largestBurst = 30;

/**
 * Lets at most a given number of requests through in any 60 seconds. A few go at once, the others
 * evenly: a token bucket whose refill, over a minute, is what the limit leaves beside the burst.
 */
export class RequestBudget {
  /** Requests that count against the burst; drains evenly. */
  #spent = 0;
  #drainedAt = 0;

  /**
   * Takes one request out of the budget, and gives 0; else gives the milliseconds until there is one.
   * @param now Milliseconds. Where a clock is put back, no time has gone; put ahead, one burst is free.
   */
  take(now: number, perMinute: number): number {
    const limit = Math.max(1, Math.floor(perMinute));
    const burst = Math.min(largestBurst, Math.ceil(limit / 4));
    const millisecondsEach = minute / (limit - burst + 1);
    this.#spent = Math.max(0, this.#spent - Math.max(0, now - this.#drainedAt) / millisecondsEach);
    this.#drainedAt = now;
    const excess = this.#spent + 1 - burst;
    if (excess > 0) return Math.ceil(excess * millisecondsEach);
    this.#spent += 1;
    return 0;
  }
}
