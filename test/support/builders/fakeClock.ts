import type { Clock } from '../../../src/tracking/clock';

interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

/** Time that stands still until a test moves it. */
export class FakeClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now: number;
  /** Timers stand still while their computer sleeps. */
  #slept = 0;

  constructor(now = Date.parse('2025-05-19T02:00:17.516Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): { dispose(): void } {
    const timer = { dueAt: this.#awake + milliseconds, callback };
    this.#timers.add(timer);
    return { dispose: () => this.#timers.delete(timer) };
  }

  /** Milliseconds until each timer that is set, the next one first. */
  get waits(): number[] {
    return [...this.#timers].map(({ dueAt }) => dueAt - this.#awake).sort((a, b) => a - b);
  }

  /** Lets time pass in which no timer moves, as while a computer sleeps. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
    this.#slept += milliseconds;
  }

  /** As a person, or a time server, may do. Timers go on as they were. */
  putBack(milliseconds: number): void {
    this.sleep(-milliseconds);
  }

  /** Moves on, calling back what falls due on the way, in its order. */
  advance(milliseconds: number): void {
    const until = this.#awake + milliseconds;
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.dueAt + this.#slept);
      next.callback();
    }
    this.#now = until + this.#slept;
  }

  /** Milliseconds since 1970 without those that were slept through. */
  get #awake(): number {
    return this.#now - this.#slept;
  }

  #next(until: number): Timer | undefined {
    const due = [...this.#timers].filter(({ dueAt }) => dueAt <= until);
    return due.sort((a, b) => a.dueAt - b.dueAt)[0];
  }
}
