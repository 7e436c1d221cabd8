import { randomUUID } from 'node:crypto';
import { mkdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { undefinedWhereMissing } from '../fileErrors';
import { namesIn } from './keptFiles';

/** Between two signs of life, and how old the last one may be. */
const signEveryMs = 60_000;
const aliveMs = 3 * signEveryMs;

/**
 * Which predictions are open or pinned in some window: a file for each, touched from time to time, so
 * that what a killed window has left is told apart.
 */
export class OpenMarks {
  readonly #own = randomUUID();
  readonly #counts = new Map<string, number>();
  #signing: NodeJS.Timeout | undefined;

  constructor(private readonly folder: string) {}

  /** Never throws: where nothing can be written, this window still knows. */
  add(name: string): { dispose(): void } {
    const count = this.#counts.get(name) ?? 0;
    this.#counts.set(name, count + 1);
    if (count === 0) void this.#write(name);
    this.#signing ??= setInterval(() => void this.#sign(), signEveryMs).unref();
    let isHeld = true;
    return {
      dispose: () => {
        if (isHeld) this.#remove(name);
        isHeld = false;
      },
    };
  }

  /** The names of all that are open in any window. */
  async all(): Promise<ReadonlySet<string>> {
    const open = new Set(this.#counts.keys());
    for (const file of await namesIn(this.folder)) {
      const found = await stat(path.join(this.folder, file)).catch(undefinedWhereMissing);
      if (found === undefined) continue;
      if (Date.now() - found.mtimeMs < aliveMs) open.add(file.slice(0, file.lastIndexOf('.')));
    }
    return open;
  }

  dispose(): void {
    clearInterval(this.#signing);
    for (const name of this.#counts.keys()) void this.#unlink(name);
    this.#counts.clear();
  }

  #remove(name: string): void {
    const count = (this.#counts.get(name) ?? 0) - 1;
    if (count > 0) {
      this.#counts.set(name, count);
      return;
    }
    this.#counts.delete(name);
    void this.#unlink(name);
  }

  async #write(name: string): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(this.#fileOf(name), '');
      if (!this.#counts.has(name)) await this.#unlink(name);
    } catch {
      // Other windows do not know, and may make room; what is shown here stays open.
    }
  }

  async #sign(): Promise<void> {
    const now = new Date();
    for (const name of this.#counts.keys()) {
      await utimes(this.#fileOf(name), now, now).catch(() => this.#write(name));
    }
  }

  async #unlink(name: string): Promise<void> {
    // It is taken for dead in a while.
    await unlink(this.#fileOf(name)).catch(() => undefined);
  }

  #fileOf(name: string): string {
    return path.join(this.folder, `${name}.${this.#own}`);
  }
}
