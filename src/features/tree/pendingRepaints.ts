import type { Disposable } from 'vscode';

/** Milliseconds. Files come many at a time, and a row is painted once for all of its own. */
const pause = 100;

/** Gathers the rows that are to be painted anew. */
export class PendingRepaints implements Disposable {
  readonly #ids = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly repaint: (ids: readonly string[]) => void) {}

  add(id: string): void {
    this.#ids.add(id);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const ids = [...this.#ids];
      this.#ids.clear();
      this.repaint(ids);
    }, pause);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
