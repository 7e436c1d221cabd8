/** The part of a clock that is used here, passed in so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once, after that many milliseconds, unless disposed before. */
  after(milliseconds: number, callback: () => void): { dispose(): void };
}
