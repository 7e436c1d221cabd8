/** One request for a prediction. */
export interface Ask {
  readonly id: string;
  readonly baseUrl: string;
  /** Later ones have higher numbers. */
  readonly number: number;
  /** When it began; milliseconds since 1970. */
  readonly at: number;
  readonly signal: AbortSignal;
}

/** The requests that are under way, so that they can be ended, and told apart when they overtake each other. */
export class Asks {
  readonly #underWay = new Map<string, Map<Ask, AbortController>>();
  readonly #answered = new Map<string, number>();
  #last = 0;

  isUnderWay(id: string): boolean {
    return this.#underWay.has(id);
  }

  /** @param cancel Ends just this one. */
  begin(id: string, baseUrl: string, at: number, cancel?: AbortSignal): Ask {
    const controller = new AbortController();
    const signal = cancel ? AbortSignal.any([cancel, controller.signal]) : controller.signal;
    const ask = { id, baseUrl, number: ++this.#last, at, signal };
    const asks = this.#underWay.get(id) ?? new Map<Ask, AbortController>();
    this.#underWay.set(id, asks.set(ask, controller));
    return ask;
  }

  end(ask: Ask): void {
    const asks = this.#underWay.get(ask.id);
    asks?.delete(ask);
    if (asks?.size === 0) this.#underWay.delete(ask.id);
  }

  noteAnswer({ id, number }: Ask): void {
    this.#answered.set(id, number);
  }

  /** Whether a later one was answered before it. */
  isOutdated({ id, number }: Ask): boolean {
    return number < (this.#answered.get(id) ?? 0);
  }

  abort(id: string): void {
    for (const controller of this.#underWay.get(id)?.values() ?? []) controller.abort();
  }

  abortAll(): void {
    for (const id of [...this.#underWay.keys()]) this.abort(id);
  }

  forget(id: string): void {
    this.abort(id);
    this.#answered.delete(id);
  }
}
