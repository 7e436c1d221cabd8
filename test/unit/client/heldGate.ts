import { ApiError } from '../../../src/client/apiError';
import { RequestGate, type RequestLimits, type Turn } from '../../../src/client/requestGate';
import { FakeClock } from '../../support/builders/fakeClock';

export const origin = 'https://api.example.com';

interface Held {
  answer(): void;
  fail(error: Error): void;
}

/** A gate whose time, limits and chance are in the test's hands, as are the ends of its requests. */
export class HeldGate {
  readonly clock = new FakeClock();
  limits: RequestLimits = { inFlight: 6, perMinute: 600 };
  random = 0.5;
  /** Milliseconds by which the wall clock is wrong. */
  clockError = 0;
  readonly gate = new RequestGate({
    clock: {
      now: () => this.clock.now() + this.clockError,
      after: (milliseconds, callback) => this.clock.after(milliseconds, callback),
    },
    limits: () => this.limits,
    random: () => this.random,
  });
  /** In the order in which they began. */
  readonly started: string[] = [];
  readonly #underWay = new Map<string, Held>();

  get underWay(): string[] {
    return [...this.#underWay.keys()];
  }

  /** Asks for a turn; the request then lasts until it is answered or fails. */
  ask(name: string, turn: Partial<Turn> = {}, from = origin): Promise<string> {
    const { signal } = new AbortController();
    const whole = { deadline: this.clock.now(), isUrgent: false, signal, ...turn };
    const asking = this.gate.run(from, whole, () => this.#hold(name));
    // Most tests look at what has begun, and leave the ends alone.
    asking.catch(() => undefined);
    return asking;
  }

  askMany(count: number, turn: Partial<Turn> = {}): string[] {
    const names = Array.from({ length: count }, (_, index) => `one of many ${index}`);
    for (const name of names) void this.ask(name, turn);
    return names;
  }

  async answer(name: string): Promise<void> {
    this.#take(name).answer();
    await settled();
  }

  async fail(name: string, error: Error): Promise<void> {
    this.#take(name).fail(error);
    await settled();
  }

  /** Ends all that are under way, and all that begin because of it. */
  async answerAll(): Promise<void> {
    for (let [name] = this.underWay; name !== undefined; [name] = this.underWay) {
      await this.answer(name);
    }
  }

  async advance(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await settled();
  }

  #hold(name: string): Promise<string> {
    this.started.push(name);
    return new Promise((resolve, reject) => {
      const answer = () => {
        resolve(name);
      };
      this.#underWay.set(name, { answer, fail: reject });
    });
  }

  #take(name: string): Held {
    const held = this.#underWay.get(name);
    if (held === undefined) throw new Error(`${name} is not under way`);
    this.#underWay.delete(name);
    return held;
  }
}

/** All that follows without time going on has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function limited(retryAfterSeconds?: number): ApiError {
  return new ApiError('rate-limited', { host: 'api.example.com', status: 429, retryAfterSeconds });
}

export function offline(): ApiError {
  return new ApiError('connection-refused', { host: 'api.example.com' });
}
