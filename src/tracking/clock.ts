/** Time, passed in so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once, after that many milliseconds, unless disposed before. */
  after(milliseconds: number, callback: () => void): { dispose(): void };
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};
