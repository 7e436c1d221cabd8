/** Lets so many fetch at a time. Of those that wait, the ones that a person waits for go first. */
export class FetchLanes {
  readonly #urgent = new Map<string, () => void>();
  readonly #patient = new Map<string, () => void>();

  constructor(private free: number) {}

  /** @throws the signal's reason where it is aborted before its turn. */
  async run<Result>(
    key: string,
    { isUrgent, signal }: { readonly isUrgent: boolean; readonly signal: AbortSignal },
    work: () => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    if (this.free > 0) this.free -= 1;
    else await this.#turn(key, isUrgent, signal);
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** A person has come to wait for it. */
  hurry(key: string): void {
    const start = this.#patient.get(key);
    if (start === undefined) return;
    this.#patient.delete(key);
    this.#urgent.set(key, start);
  }

  #turn(key: string, isUrgent: boolean, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#urgent.delete(key);
        this.#patient.delete(key);
        reject(signal.reason as Error); // whatever the one who aborts gives as its reason
      };
      signal.addEventListener('abort', leave, { once: true });
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      (isUrgent ? this.#urgent : this.#patient).set(key, start);
    });
  }

  #next(): void {
    for (const waiting of [this.#urgent, this.#patient]) {
      const [first] = waiting;
      if (first === undefined) continue;
      const [key, start] = first;
      waiting.delete(key);
      start();
      return;
    }
    this.free += 1;
  }
}
