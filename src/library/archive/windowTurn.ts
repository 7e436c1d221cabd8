import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { LeaseFile } from '../leaseFile';
import { Turns } from '../turns';

/** A holder that is gone is noticed after so many looks; it moves its file more often than that. */
const looksUntilDead = 8;

export interface HeldTurn {
  /** Aborted where another window has taken this one for dead. */
  readonly signal: AbortSignal;
  release(): Promise<void>;
}

/**
 * Which of several windows works on a prediction's outputs: the one that made the file, for as long
 * as anything there has it. It moves the file, by which others see that it is alive.
 */
export class WindowTurn {
  readonly #file: LeaseFile;
  readonly #owner = randomUUID();
  readonly #steps = new Turns();
  #users = 0;
  #beat = 0;
  #beating: NodeJS.Timeout | undefined;
  #lost = new AbortController();
  #seen: string | undefined;
  #unmovedLooks = 0;

  constructor(
    file: string,
    private readonly lookEveryMs: number,
  ) {
    this.#file = new LeaseFile(file);
  }

  /**
   * Waits for the turn; gives undefined where it is not needed any more.
   * @throws the signal's reason, and what the file system throws.
   */
  async take(isNeeded: () => Promise<boolean>, signal: AbortSignal): Promise<HeldTurn | undefined> {
    for (;;) {
      signal.throwIfAborted();
      const held = await this.tryTake();
      // Asked again once it is held: who had it before may have done the work.
      if (held !== undefined) return keepIfNeeded(held, isNeeded);
      if (!(await isNeeded())) return undefined;
      await sleep(this.lookEveryMs, undefined, { signal });
    }
  }

  /** Gives undefined where another window has it. */
  async tryTake(): Promise<HeldTurn | undefined> {
    const isOurs = await this.#inStep(async () => {
      // One that was lost is given back first by all who have it: else it might never be.
      if (this.#users > 0 && this.#lost.signal.aborted) return false;
      if (this.#users === 0 && !(await this.#take())) return false;
      this.#users += 1;
      return true;
    });
    if (!isOurs) return undefined;
    return { signal: this.#lost.signal, release: () => this.#inStep(() => this.#release()) };
  }

  async #take(): Promise<boolean> {
    if (await this.#file.create(this.#text)) {
      this.#lost = new AbortController();
      this.#beating = setInterval(
        () => void this.#inStep(() => this.#move()),
        this.lookEveryMs * 2,
      );
      this.#beating.unref();
      return true;
    }
    const text = await this.#file.read();
    if (text === undefined) return this.#take();
    this.#unmovedLooks = text === this.#seen ? this.#unmovedLooks + 1 : 0;
    this.#seen = text;
    if (this.#unmovedLooks < looksUntilDead) return false;
    this.#unmovedLooks = 0;
    return (await this.#file.takeAway(text)) && this.#take();
  }

  async #move(): Promise<void> {
    if (this.#users === 0) return;
    this.#beat += 1;
    try {
      const text = await this.#file.read();
      const isOurs = text?.startsWith(this.#owner) === true;
      if (isOurs && (await this.#file.overwrite(this.#text))) return;
    } catch (error) {
      this.#lost.abort(error);
      return;
    }
    this.#lost.abort();
  }

  #release(): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return Promise.resolve();
    clearInterval(this.#beating);
    this.#file.removeNow((text) => text.startsWith(this.#owner));
    return Promise.resolve();
  }

  get #text(): string {
    return `${this.#owner} ${this.#beat}`;
  }

  #inStep<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#steps.take('', work);
  }
}

async function keepIfNeeded(
  held: HeldTurn,
  isNeeded: () => Promise<boolean>,
): Promise<HeldTurn | undefined> {
  let isKept = false;
  try {
    isKept = await isNeeded();
    return isKept ? held : undefined;
  } finally {
    if (!isKept) await held.release();
  }
}
