/** Holds what was created, and ends it in reverse order. */
export class DisposableStore {
  readonly #held: { dispose(): unknown }[] = [];

  add<T extends { dispose(): unknown }>(disposable: T): T {
    this.#held.push(disposable);
    return disposable;
  }

  dispose(): void {
    for (const disposable of this.#held.splice(0).reverse()) disposable.dispose();
  }
}
