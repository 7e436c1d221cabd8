import { LibraryReports, type LibraryReport } from '../libraryReport';
import { storageFileName } from '../storageFileName';
import { ArchiveFolders } from './archiveFolders';
import { FetchLanes } from './fetchLanes';
import type { OutputFileState } from './outputFileState';
import type { FileSource, OpenUrl } from './outputSource';
import { PredictionOutputs, type ArchivePace, type ArchiveWork } from './predictionOutputs';

export interface OutputArchiveParts {
  /** Made when first needed. */
  readonly folder: string;
  readonly openUrl: OpenUrl;
  readonly report: (report: LibraryReport) => void;
  readonly pace?: Partial<ArchivePace>;
}

const fetchesAtOnce = 4;
const usualPace: ArchivePace = {
  lookEveryMs: 500,
  retryAfterMs: 1000,
  progressEveryMs: 250,
  safeEvery: 16 * 1024 ** 2,
};

/**
 * Output files on disk, a folder for each prediction, shared by windows. A file is there whole or not
 * at all.
 */
export class OutputArchive {
  readonly #folders: ArchiveFolders;
  readonly #work: ArchiveWork;
  readonly #byName = new Map<string, PredictionOutputs>();
  readonly #held = new Set<string>();
  readonly #listeners = new Set<(id: string) => void>();

  constructor({ folder, openUrl, report, pace }: OutputArchiveParts) {
    this.#folders = new ArchiveFolders(folder);
    this.#work = {
      folders: this.#folders,
      openUrl,
      reports: new LibraryReports(report),
      lanes: new FetchLanes(fetchesAtOnce),
      pace: { ...usualPace, ...pace },
      onDidChange: (id) => {
        for (const listener of [...this.#listeners]) listener(id);
      },
      onDidKeep: () => undefined,
    };
  }

  /** Holds the files that are kept of that prediction, and nothing else. */
  folderOf(id: string): string {
    return this.#folders.filesOf(storageFileName(id));
  }

  /**
   * The path of the output's file, fetched now unless it is there. What nobody waits for comes after
   * what a person waits for.
   * @throws OutputError, errors of the file system, and the signal's reason.
   */
  keep(id: string, source: FileSource, signal: AbortSignal, isUrgent = true): Promise<string> {
    return this.#of(id).keep(source, signal, isUrgent);
  }

  /** As far as is known without a look at the disk. */
  stateOf(id: string, source: FileSource): OutputFileState {
    return this.#of(id).stateOf(source);
  }

  /** Reads what is known of a prediction's outputs, for `stateOf` to tell. */
  async look(id: string): Promise<void> {
    await this.#of(id).look();
  }

  /** Ends its download, as a person wishes. */
  cancel(id: string, source: FileSource): void {
    this.#of(id).cancel(source);
  }

  /** Forgets that it could not be had, so that `keep` tries again. */
  async forgetFailure(id: string, source: FileSource): Promise<void> {
    await this.#of(id).forgetFailure(source);
  }

  /** Told of each change of a state; of a download, a few times a second. */
  onDidChange(listener: (id: string) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return {
      dispose: () => {
        this.#listeners.delete(listener);
      },
    };
  }

  /** Never evicted while it is held: it is open, or pinned. */
  hold(id: string): { dispose(): void } {
    this.#held.add(id);
    return { dispose: () => void this.#held.delete(id) };
  }

  dispose(): void {
    this.#listeners.clear();
  }

  #of(id: string): PredictionOutputs {
    const name = storageFileName(id);
    const outputs = this.#byName.get(name) ?? new PredictionOutputs(id, name, this.#work);
    this.#byName.set(name, outputs);
    return outputs;
  }
}
