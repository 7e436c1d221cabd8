/** Milliseconds. */
export interface Times {
  readonly parse: number;
  readonly read: number;
  /** The longest that the reading let nothing else run. */
  readonly longestBlock: number;
}

/** Times the work on answers beside the parsing of them, which takes what it takes. */
export class Stopwatch {
  #parse = 0;
  #read = 0;
  #longestBlock = 0;

  /** Gives the log in an answer. */
  parse(answer: string): string {
    const start = performance.now();
    const { logs } = JSON.parse(answer) as { logs: string }; // as the bench itself has made it
    this.#parse += performance.now() - start;
    return logs;
  }

  read<T>(work: () => T): T {
    const start = performance.now();
    const result = work();
    const passed = performance.now() - start;
    this.#read += passed;
    this.#longestBlock = Math.max(this.#longestBlock, passed);
    return result;
  }

  get times(): Times {
    return { parse: this.#parse, read: this.#read, longestBlock: this.#longestBlock };
  }
}
