import { stat } from 'node:fs/promises';

import { undefinedWhereMissing } from '../fileErrors';
import type { LibraryReports } from '../libraryReport';
import { Turns } from '../turns';
import { readIndex, writeIndex, type IndexEntry, type OutputIndex } from './outputIndex';

/** One prediction's index, in memory and on disk, where other windows change it, too. */
export class IndexOnDisk {
  readonly #steps = new Turns();
  readonly #pending = new Map<string, IndexEntry | undefined>();
  #index: OutputIndex = new Map();
  #fingerprint: string | undefined;

  constructor(
    private readonly file: string,
    private readonly reports: LibraryReports,
  ) {}

  /** As far as it was read. */
  get entries(): OutputIndex {
    return this.#index;
  }

  /** Reads it, if it has changed. */
  async refresh(): Promise<void> {
    await this.#inStep(() => this.#refresh());
  }

  /**
   * To be called by the window whose turn it is. Without an entry, it is forgotten.
   * @throws what the file system throws.
   */
  async set(key: string, entry: IndexEntry | undefined): Promise<void> {
    this.#pending.set(key, entry);
    await this.#inStep(() => this.#write());
  }

  async #refresh(): Promise<void> {
    const found = await stat(this.file).catch(undefinedWhereMissing);
    const fingerprint = found && `${found.mtimeMs} ${found.size} ${found.ino}`;
    if (fingerprint === this.#fingerprint) return;
    this.#index = await readIndex(this.file, this.reports);
    this.#fingerprint = fingerprint;
  }

  /** All that has come together meanwhile in one go. */
  async #write(): Promise<void> {
    if (this.#pending.size === 0) return;
    await this.#refresh();
    const index = new Map(this.#index);
    const taken = [...this.#pending];
    this.#pending.clear();
    for (const [key, entry] of taken) {
      if (entry === undefined) index.delete(key);
      else index.set(key, entry);
    }
    await writeIndex(this.file, index);
    this.#index = index;
    this.#fingerprint = undefined;
  }

  #inStep(work: () => Promise<void>): Promise<void> {
    return this.#steps.take('', work);
  }
}
