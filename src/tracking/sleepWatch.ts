import type { Clock } from './clock';

/** Milliseconds. */
const beat = 5000;
const longestDelay = 5000;

/**
 * Notices that the computer has slept: a timer, which stands still meanwhile or cannot fire, comes
 * far too late by the clock on the wall.
 */
export class SleepWatch {
  #timer: { dispose(): void } | undefined;
  #isDisposed = false;

  constructor(
    private readonly clock: Clock,
    private readonly onDidWake: () => void,
  ) {}

  /** Nothing is watched, and no timer is set, while it does not matter. */
  setNeeded(isNeeded: boolean): void {
    if (this.#isDisposed) return;
    if (isNeeded) this.#timer ??= this.#nextBeat();
    else this.#stop();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop();
  }

  #stop(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  #nextBeat(): { dispose(): void } {
    const dueAt = this.clock.now() + beat;
    return this.clock.after(beat, () => {
      this.#timer = this.#nextBeat();
      if (this.clock.now() - dueAt > longestDelay) this.onDidWake();
    });
  }
}
