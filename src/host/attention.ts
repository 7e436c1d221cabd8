import { EventEmitter, window, type Disposable, type Event } from 'vscode';

import { DisposableStore } from './disposableStore';

/** What a surface shows: some predictions by their ids, or all of them. */
export type Shown = ReadonlySet<string> | 'all';

const nothing: ReadonlySet<string> = new Set();

/** What the person can see of the predictions now: in the window that has the focus, on any surface. */
export class Attention implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  readonly #shown = new Map<string, Shown>();
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor() {
    this.#store.add(
      window.onDidChangeWindowState(() => {
        this.#changed.fire();
      }),
    );
  }

  /** Whether the person is in this window. */
  get isHere(): boolean {
    return window.state.focused;
  }

  isWatched(id: string): boolean {
    if (!this.isHere) return false;
    return [...this.#shown.values()].some((shown) => shown === 'all' || shown.has(id));
  }

  /** Takes note of what a surface shows from now on. */
  show(surface: string, shown: Shown = nothing): void {
    if (isSame(this.#shown.get(surface) ?? nothing, shown)) return;
    this.#shown.set(surface, shown);
    this.#changed.fire();
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function isSame(one: Shown, other: Shown): boolean {
  if (one === 'all' || other === 'all') return one === other;
  return one.size === other.size && [...one].every((id) => other.has(id));
}
