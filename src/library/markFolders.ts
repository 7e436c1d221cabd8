import { readdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { evenIfBusy, isMissing, undefinedWhereMissing } from './fileErrors';
import type { LibraryFolders } from './libraryFolders';
import type { LibraryReports } from './libraryReport';
import { marksWhere, predictionMarks, type PredictionMark } from './storedPrediction';
import { isThere } from './wholeFile';

/**
 * An empty file for each mark that is set: two windows that set and clear different ones at the same
 * time cannot undo each other. Where one cannot be read it counts as not set, and that is reported.
 */
export class MarkFolders {
  constructor(
    private readonly folders: LibraryFolders,
    private readonly reports: LibraryReports,
  ) {}

  /** Of all at once, to be asked by name. */
  async all(): Promise<(name: string) => ReadonlySet<PredictionMark>> {
    const named = new Map<PredictionMark, ReadonlySet<string>>();
    for (const mark of predictionMarks) named.set(mark, await this.#names(mark));
    return (name) => marksWhere((mark) => named.get(mark)?.has(name) === true);
  }

  async of(name: string): Promise<ReadonlySet<PredictionMark>> {
    const set = new Set<PredictionMark>();
    for (const mark of predictionMarks) if (await this.#isSet(name, mark)) set.add(mark);
    return marksWhere((mark) => set.has(mark));
  }

  /** @throws what the file system throws. */
  async set(name: string, mark: PredictionMark, isSet: boolean): Promise<void> {
    const file = this.#file(name, mark);
    if (isSet) await writeFile(file, '', { flag: 'a' });
    else await evenIfBusy(() => unlink(file)).catch(undefinedWhereMissing);
  }

  /** @throws what the file system throws. */
  async replace(name: string, marks: ReadonlySet<PredictionMark>): Promise<void> {
    for (const mark of predictionMarks) await this.set(name, mark, marks.has(mark));
  }

  async #names(mark: PredictionMark): Promise<ReadonlySet<string>> {
    const folder = this.folders.marked(mark);
    try {
      return new Set(await readdir(folder));
    } catch (error) {
      if (!isMissing(error)) this.reports.notRead(folder, error);
      return new Set();
    }
  }

  async #isSet(name: string, mark: PredictionMark): Promise<boolean> {
    const file = this.#file(name, mark);
    try {
      return await isThere(file);
    } catch (error) {
      this.reports.notRead(file, error);
      return false;
    }
  }

  #file(name: string, mark: PredictionMark): string {
    return path.join(this.folders.marked(mark), name);
  }
}
