import type { Disposable } from 'vscode';

import { isFollowed } from '../../tracking/following';
import type { Tracker } from '../../tracking/tracker';

/** Rows that count down at once: more are not read, and each costs a repaint. */
const maxRows = 50;

/** Repaints the rows that say in how many seconds they are tried again, while anyone can see them. */
export class RetryCountdown implements Disposable {
  #timer: NodeJS.Timeout | undefined;
  #isVisible = false;

  constructor(
    private readonly tracker: Tracker,
    private readonly repaint: (ids: readonly string[]) => void,
  ) {}

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.update();
  }

  /** To be called when any prediction has changed. */
  update(): void {
    if (this.#timer !== undefined || this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.repaint(this.#waiting);
      this.update();
    }, 1000);
  }

  dispose(): void {
    this.#isVisible = false;
    clearTimeout(this.#timer);
  }

  get #waiting(): string[] {
    if (!this.#isVisible) return [];
    return this.tracker.running
      .filter((tracked) => tracked.failure?.retryAt !== undefined && isFollowed(tracked))
      .sort((a, b) => b.addedAt - a.addedAt)
      .slice(0, maxRows)
      .map(({ id }) => id);
  }
}
