import { stat } from 'node:fs/promises';

import { undefinedWhereMissing } from '../fileErrors';
import type { LibraryReports } from '../libraryReport';
import { Turns } from '../turns';
import {
  fromNewerVersion,
  readIndex,
  writeIndex,
  type IndexEntry,
  type OutputIndex,
} from './outputIndex';

/** One prediction's index, in memory and on disk, where other windows change it, too. */
export class IndexOnDisk {
  readonly #steps = new Turns();
  readonly #pending = new Map<string, IndexEntry | undefined>();
  #index: OutputIndex = new Map();
  #fingerprint: string | undefined;
  #isFromNewerVersion = false;
  /** That of all that has come since the last one began. */
  #nextWrite: Promise<void> | undefined;

  constructor(
    private readonly file: string,
    private readonly reports: LibraryReports,
  ) {}

  /** As far as it was read. */
  get entries(): OutputIndex {
    return this.#index;
  }

  /** Then what comes here is known to this window alone. */
  get isFromNewerVersion(): boolean {
    return this.#isFromNewerVersion;
  }

  /** Reads it, if it has changed. Where that fails, what was known before stands. */
  async refresh(): Promise<void> {
    try {
      await this.#inStep(() => this.#refresh());
    } catch (error) {
      this.reports.outputTrouble(this.file, error);
    }
  }

  /**
   * To be called by the window whose turn it is. Without an entry, it is forgotten.
   * @throws what the file system throws.
   */
  async set(key: string, entry: IndexEntry | undefined): Promise<void> {
    this.#pending.set(key, entry);
    this.#nextWrite ??= this.#inStep(() => this.#write());
    await this.#nextWrite;
  }

  async #refresh(): Promise<void> {
    const found = await stat(this.file).catch(undefinedWhereMissing);
    const fingerprint = found && `${found.mtimeMs} ${found.size} ${found.ino}`;
    if (fingerprint === this.#fingerprint) return;
    const read = await readIndex(this.file, this.reports);
    this.#isFromNewerVersion = read === fromNewerVersion;
    this.#index = read === fromNewerVersion ? new Map() : read;
    this.#fingerprint = fingerprint;
  }

  /** All that has come together meanwhile in one go, which succeeds or fails for all of it. */
  async #write(): Promise<void> {
    const taken = [...this.#pending];
    this.#pending.clear();
    this.#nextWrite = undefined;
    // One that cannot be read is not written over: it may hold what this window does not know.
    await this.#refresh();
    const index = new Map(this.#index);
    for (const [key, entry] of taken) {
      if (entry === undefined) index.delete(key);
      else index.set(key, entry);
    }
    if (!this.#isFromNewerVersion) {
      await writeIndex(this.file, index);
      this.#fingerprint = undefined;
    }
    this.#index = index;
  }

  #inStep(work: () => Promise<void>): Promise<void> {
    return this.#steps.take('', work);
  }
}
