import { readAllHeads } from './headsOnDisk';
import { libraryDisk, type LibraryDisk } from './libraryDisk';
import type { LibraryReport } from './libraryReport';
import { storageFileName } from './storageFileName';
import type { StoredHead, StoredPrediction } from './storedPrediction';

/** Reads what windows keep, from a process that is none of them; changes nothing on disk. */
export class LibraryReader {
  readonly #disk: LibraryDisk;

  constructor(folder: string, report: (report: LibraryReport) => void) {
    this.#disk = libraryDisk(folder, report, false);
  }

  /**
   * Of all that are there, in no order.
   * @throws where the folder cannot be listed.
   */
  async heads(): Promise<readonly StoredHead[]> {
    const heads: StoredHead[] = [];
    await readAllHeads(this.#disk, ({ head }, marks) => heads.push({ ...head, marks }));
    return heads;
  }

  /** One of them with its answers; undefined where it is not there, or cannot be read. */
  async read(id: string): Promise<StoredPrediction | undefined> {
    const reading = await this.#disk.files.whole(this.#disk.folders.fileOf(id));
    if (reading.state !== 'read') return undefined;
    return { ...reading.content, marks: await this.#disk.marks.of(storageFileName(id)) };
  }
}
