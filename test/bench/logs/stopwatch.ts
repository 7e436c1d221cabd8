/** Milliseconds. */
export interface Times {
  /** Of the processor, which others use, too: what they take from it is not counted. */
  readonly parse: number;
  readonly read: number;
  /** The longest by the clock that the reading let nothing else run. */
  readonly longestBlock: number;
}

/** Times the work on answers beside the parsing of them, which takes what it takes. */
export class Stopwatch {
  #parse = 0;
  #read = 0;
  #longestBlock = 0;

  /** Gives the log in an answer. */
  parse(answer: string): string {
    const start = processorTime();
    const { logs } = JSON.parse(answer) as { logs: string }; // as the bench itself has made it
    this.#parse += processorTime() - start;
    return logs;
  }

  /** Work in steps: the watch itself takes as long as a short one of them. */
  read(work: () => void): void {
    const start = processorTime();
    work();
    this.#read += processorTime() - start;
  }

  /** Part of the work, in which nothing else can run. */
  step<T>(work: () => T): T {
    const start = performance.now();
    const result = work();
    this.#longestBlock = Math.max(this.#longestBlock, performance.now() - start);
    return result;
  }

  get times(): Times {
    return { parse: this.#parse, read: this.#read, longestBlock: this.#longestBlock };
  }
}

/** Milliseconds that the process has used, with what the engine does beside it. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
