import { inLanes } from './turns';
import type { StoreChange } from './storedPrediction';
import { journalOutlivesMs } from './ownJournal';

export type StoreChangeListener = (changes: readonly StoreChange[]) => void;

interface OtherWindowsParts {
  readonly everyMs: number;
  /**
   * Ids that others have changed since the last call. After a sleep it may be that they said so in
   * journals that are gone by now.
   */
  readonly changed: (hasSlept: boolean) => Promise<ReadonlySet<string>>;
  /** Gives undefined for one that is as it was. */
  readonly look: (id: string) => Promise<StoreChange | undefined>;
  readonly onError: (error: unknown) => void;
}

const looksAtOnce = 8;
/** So that thousands of changes are told little by little. */
const mostToldAtOnce = 200;

/** Looks for what other windows have done, as long as someone listens. */
export class OtherWindows {
  readonly #listeners = new Set<StoreChangeListener>();
  #lookedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  constructor(private readonly parts: OtherWindowsParts) {}

  onDidChange(listener: StoreChangeListener): { dispose(): void } {
    // The same function may listen twice.
    const own: StoreChangeListener = (changes) => {
      listener(changes);
    };
    this.#listeners.add(own);
    this.#lookLater();
    return {
      dispose: () => {
        this.#listeners.delete(own);
        if (this.#listeners.size === 0) this.#stop();
      },
    };
  }

  tell(changes: readonly StoreChange[]): void {
    if (changes.length > 0) for (const listener of [...this.#listeners]) listener(changes);
  }

  /** Everything that others have done so far is known. */
  noteUpToDate(): void {
    this.#lookedAt = performance.now();
  }

  dispose(): void {
    this.#listeners.clear();
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #lookLater(): void {
    if (this.#timer !== undefined || this.#isLooking || this.#listeners.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#look();
    }, this.parts.everyMs);
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    try {
      await this.#tellChanged();
    } catch (error) {
      this.parts.onError(error);
    } finally {
      this.#isLooking = false;
      this.#lookLater();
    }
  }

  async #tellChanged(): Promise<void> {
    const begunAt = performance.now();
    const hasSlept = begunAt - this.#lookedAt > journalOutlivesMs / 2;
    const ids = [...(await this.parts.changed(hasSlept))];
    // The computer may have slept since.
    this.#lookedAt = begunAt;
    for (let start = 0; start < ids.length; start += mostToldAtOnce) {
      if (this.#listeners.size === 0) return;
      const some = ids.slice(start, start + mostToldAtOnce);
      const changes = await inLanes(some, looksAtOnce, (id) => this.parts.look(id));
      this.tell(changes.filter((change) => change !== undefined));
    }
  }
}
