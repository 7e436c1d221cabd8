import { Turns } from '../turns';

interface Fetching {
  readonly controller: AbortController;
  readonly path: Promise<string>;
  waiting: number;
}

/** Fetches that several may wait for; one is aborted when the last who waits turns away. */
export class SharedFetches {
  readonly #underWay = new Map<string, Fetching>();
  /** One that begins anew waits for the end of the one before: both write the same file. */
  readonly #turns = new Turns();

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
        if (fetching.waiting === 0) this.#abort(key, fetching, undefined);
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

  /** Ends it for all who wait, who are thrown the reason. */
  cancel(key: string, reason: Error): void {
    const fetching = this.#underWay.get(key);
    if (fetching !== undefined) this.#abort(key, fetching, reason);
  }

  /** One who comes now begins anew. */
  #abort(key: string, fetching: Fetching, reason: Error | undefined): void {
    if (this.#underWay.get(key) === fetching) this.#underWay.delete(key);
    fetching.controller.abort(reason);
  }

  #begin(key: string, fetch: (signal: AbortSignal) => Promise<string>): Fetching {
    const controller = new AbortController();
    const path = this.#turns
      .take(key, () => fetch(controller.signal))
      .finally(() => {
        if (this.#underWay.get(key) === fetching) this.#underWay.delete(key);
      });
    const fetching: Fetching = { controller, path, waiting: 0 };
    this.#underWay.set(key, fetching);
    // Who has turned away does not hear of its end.
    path.catch(() => undefined);
    return fetching;
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
