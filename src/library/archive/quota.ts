import { unlink } from 'node:fs/promises';

import { evenIfBusy, undefinedWhereMissing } from '../fileErrors';
import type { ArchiveFolders } from './archiveFolders';
import { listKeptFiles, type KeptFile } from './keptFiles';
import type { HeldTurn } from './windowTurn';

export interface QuotaParts {
  readonly folders: ArchiveFolders;
  readonly maxBytes: () => number;
  /** The names of predictions that are open somewhere. */
  readonly open: () => Promise<ReadonlySet<string>>;
  /** Undefined while another window works on that prediction. */
  readonly tryTurn: (name: string) => Promise<HeldTurn | undefined>;
  /** Gives whether it is gone. */
  readonly evict: (name: string, file: string) => Promise<boolean>;
  readonly report: (error: unknown) => void;
}

/** Other windows keep files as well: what they add is seen at the next count. */
const countEveryBytes = 64 * 1024 ** 2;

/** Makes room: when there is more than may be, the oldest files go, but none that is open. */
export class Quota {
  /** As of the last count, and what has come since; undefined before the first. */
  #bytes: number | undefined;
  #sinceCount = 0;
  #making: Promise<void> | undefined;
  #timesAsked = 0;

  constructor(private readonly parts: QuotaParts) {}

  /** To be called after each file. */
  note(bytes: number): void {
    this.#sinceCount += bytes;
    const known = this.#bytes ?? Infinity;
    const isDue = this.#sinceCount >= countEveryBytes;
    if (isDue || known + this.#sinceCount > this.parts.maxBytes()) void this.makeRoom();
  }

  /** Never throws: what cannot be removed is reported. */
  async makeRoom(): Promise<void> {
    this.#timesAsked += 1;
    this.#making ??= this.#makeRoomUntilDone();
    await this.#making;
  }

  async #makeRoomUntilDone(): Promise<void> {
    try {
      for (let done = 0; done < this.#timesAsked;) {
        done = this.#timesAsked;
        await this.#makeRoomNow();
      }
    } catch (error) {
      this.parts.report(error);
    }
    this.#timesAsked = 0;
    this.#making = undefined;
  }

  async #makeRoomNow(): Promise<void> {
    this.#sinceCount = 0;
    const files = await listKeptFiles(this.parts.folders);
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const open = bytes > this.parts.maxBytes() ? await this.parts.open() : new Set<string>();
    // The newest stays, should it be larger than all that may be.
    for (const file of files.slice(0, -1)) {
      if (bytes <= this.parts.maxBytes()) break;
      if (file.shown.some(({ name }) => open.has(name))) continue;
      if (await this.#remove(file)) bytes -= file.bytes;
    }
    this.#bytes = bytes;
  }

  /** Gives whether its room is free. */
  async #remove({ shown, content }: KeptFile): Promise<boolean> {
    const { folders, tryTurn, evict } = this.parts;
    for (const { name, file } of shown) {
      const held = await tryTurn(name);
      if (held === undefined) return false;
      try {
        if (!(await evict(name, file))) return false;
      } finally {
        await held.release();
      }
    }
    if (content === undefined) return true;
    await evenIfBusy(() => unlink(folders.contentOf(content))).catch(undefinedWhereMissing);
    return true;
  }
}
