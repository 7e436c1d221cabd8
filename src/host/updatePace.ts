import type { Clock } from '../tracking/clock';

interface Rest {
  readonly timer: { dispose(): void };
  /** What is to be done when it is over. */
  next: (() => void) | undefined;
}

/** Acts at once after a rest; what is asked for during the rest is done once, when it is over. */
export class UpdatePace {
  readonly #rests = new Map<string, Rest>();

  constructor(private readonly clock: Clock) {}

  /** @param rest Milliseconds that follow. */
  request(key: string, rest: number, act: () => void): void {
    const resting = this.#rests.get(key);
    if (resting !== undefined) {
      resting.next = act;
      return;
    }
    const timer = this.clock.after(rest, () => {
      const next = this.#rests.get(key)?.next;
      this.#rests.delete(key);
      if (next !== undefined) this.request(key, rest, next);
    });
    this.#rests.set(key, { timer, next: undefined });
    act();
  }

  dispose(): void {
    for (const { timer } of this.#rests.values()) timer.dispose();
    this.#rests.clear();
  }
}
