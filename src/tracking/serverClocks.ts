/** How far the endpoints' clocks are ahead of ours, as their answers tell. */
export class ServerClocks {
  /** Milliseconds, by base URL. */
  readonly #leads = new Map<string, number>();

  /** @param serverTime What the endpoint's clock showed at `now`; both in milliseconds since 1970. */
  note(baseUrl: string, serverTime: number, now: number): void {
    this.#leads.set(baseUrl, serverTime - now);
  }

  /** What the endpoint's clock shows when ours shows `now`; both in milliseconds since 1970. */
  at(baseUrl: string, now: number): number {
    return now + (this.#leads.get(baseUrl) ?? 0);
  }
}
