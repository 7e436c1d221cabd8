import type { AskError } from './trackedPrediction';

/** An endpoint that cannot be reached, or that wants to be left alone. */
export interface Outage {
  readonly error: AskError;
  /** Failed attempts in a row. */
  readonly count: number;
  /** When its last attempt failed; milliseconds since 1970. */
  readonly failedAt: number;
  /** When one prediction, and no more, is asked for again; milliseconds since 1970. */
  readonly retryAt: number;
}

interface KeptOutage extends Outage {
  readonly timer: { dispose(): void };
}

/** Which endpoints are out, and when each is tried again. */
export class EndpointOutages {
  readonly #outages = new Map<string, KeptOutage>();

  get(baseUrl: string): Outage | undefined {
    return this.#outages.get(baseUrl);
  }

  set(baseUrl: string, outage: Outage, timer: { dispose(): void }): void {
    this.#outages.get(baseUrl)?.timer.dispose();
    this.#outages.set(baseUrl, { ...outage, timer });
  }

  /** Gives whether it was out. */
  end(baseUrl: string): boolean {
    this.#outages.get(baseUrl)?.timer.dispose();
    return this.#outages.delete(baseUrl);
  }

  endAll(): void {
    for (const baseUrl of [...this.#outages.keys()]) this.end(baseUrl);
  }
}
