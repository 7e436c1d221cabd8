interface Fetching {
  readonly controller: AbortController;
  readonly path: Promise<string>;
  waiting: number;
}

/** Fetches that several may wait for; one is aborted when the last who waits turns away. */
export class SharedFetches {
  readonly #underWay = new Map<string, Fetching>();

  /** @throws what the fetch throws, and the signal's reason for who turns away. */
  async join(
    key: string,
    signal: AbortSignal,
    fetch: (signal: AbortSignal) => Promise<string>,
  ): Promise<string> {
    signal.throwIfAborted();
    const fetching = this.#underWay.get(key) ?? this.#begin(key, fetch);
    fetching.waiting += 1;
    const ending = new AbortController();
    const turnAway = new Promise<never>((_, reject) => {
      const onAbort = () => {
        fetching.waiting -= 1;
        if (fetching.waiting === 0) {
          // One who comes now begins anew.
          this.#underWay.delete(key);
          fetching.controller.abort();
        }
        reject(asError(signal.reason));
      };
      signal.addEventListener('abort', onAbort, { signal: ending.signal });
    });
    try {
      return await Promise.race([fetching.path, turnAway]);
    } finally {
      ending.abort();
    }
  }

  #begin(key: string, fetch: (signal: AbortSignal) => Promise<string>): Fetching {
    const controller = new AbortController();
    const path = fetch(controller.signal).finally(() => {
      if (this.#underWay.get(key) === fetching) this.#underWay.delete(key);
    });
    const fetching: Fetching = { controller, path, waiting: 0 };
    this.#underWay.set(key, fetching);
    return fetching;
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
