import { hostOf } from './endpoint';
import { OriginGate, type RequestGateParts, type Turn } from './originGate';

export type { RequestGateParts, RequestLimits, Turn } from './originGate';

/**
 * Lets requests through to each origin politely: few at a time, few a minute, none while the origin
 * wants to be left alone, and one alone first after that, or while it cannot be reached.
 */
export class RequestGate {
  readonly #origins = new Map<string, OriginGate>();
  #isDisposed = false;

  constructor(private readonly parts: RequestGateParts) {}

  /**
   * Starts the request when its turn has come, and gives what it gives.
   * @throws what the request throws; the signal's reason where it is aborted before it has begun;
   * ApiError `rate-limited` where it is urgent, and the origin is to be left alone for long.
   */
  async run<T>(origin: string, turn: Turn, request: () => Promise<T>): Promise<T> {
    return this.#gateOf(origin).run(turn, request);
  }

  /** Until when nothing is sent to an origin, in milliseconds since 1970. */
  pausedUntil(origin: string): number | undefined {
    const pauseLeft = this.#origins.get(origin)?.pauseLeft ?? 0;
    return pauseLeft === 0 ? undefined : this.parts.clock.now() + pauseLeft;
  }

  /** Those that wait are cancelled; those under way are their callers'. */
  dispose(): void {
    this.#isDisposed = true;
    for (const gate of this.#origins.values()) gate.dispose();
  }

  #gateOf(origin: string): OriginGate {
    const known = this.#origins.get(origin);
    if (known !== undefined) return known;
    const gate = new OriginGate(hostOf(origin), this.parts);
    if (this.#isDisposed) gate.dispose();
    this.#origins.set(origin, gate);
    return gate;
  }
}
