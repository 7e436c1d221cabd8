import { setMaxListeners } from 'node:events';

import { reportsTo, type ReportTo } from '../libraryReport';
import { storageFileName } from '../storageFileName';
import { tidyArchive } from './archiveTidying';
import { ArchiveFolders } from './archiveFolders';
import { FetchLanes } from './fetchLanes';
import type { OutputFileState } from './outputFileState';
import { OpenMarks } from './openMarks';
import type { FileSource, OpenUrl } from './outputSource';
import { PredictionOutputs, type ArchivePace, type ArchiveWork } from './predictionOutputs';
import { Quota } from './quota';
import { ShownFolder } from './shownFolder';

export interface OutputArchiveParts {
  /** Made when first needed. */
  readonly folder: string;
  readonly openUrl: OpenUrl;
  readonly report: ReportTo;
  /** Of all that is kept. */
  readonly maxBytes: () => number;
  /** Whether a prediction is tracked, or its removal can still be undone; by its name on disk. */
  readonly isKnown: (name: string) => Promise<boolean>;
  readonly pace?: Partial<ArchivePace>;
  /** Four by default; a test takes its own, to see who waits. */
  readonly lanes?: FetchLanes;
}

const fetchesAtOnce = 4;
const tidyAfterMs = 20_000;
const usualPace: ArchivePace = {
  lookEveryMs: 500,
  retryAfterMs: 1000,
  giveUpAfterMs: 1800_000,
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
  readonly #open: OpenMarks;
  readonly #quota: Quota;
  readonly #closing = new AbortController();
  #tidying: NodeJS.Timeout | undefined;
  readonly #listeners = new Set<(id: string) => void>();

  constructor(private readonly parts: OutputArchiveParts) {
    const { folder, openUrl, report, maxBytes, pace } = parts;
    this.#folders = new ArchiveFolders(folder);
    this.#open = new OpenMarks(this.#folders.held);
    const reports = reportsTo(report);
    this.#quota = new Quota({
      folders: this.#folders,
      maxBytes,
      open: () => this.#open.all(),
      tryTurn: (name) => this.#named(name).turn.tryTake(),
      evict: (name, file) => this.#named(name).evict(file),
      report: (error) => {
        reports.outputTrouble(folder, error);
      },
    });
    this.#work = {
      folders: this.#folders,
      openUrl,
      reports,
      lanes: parts.lanes ?? new FetchLanes(fetchesAtOnce),
      pace: { ...usualPace, ...pace },
      onDidChange: (id) => {
        for (const listener of [...this.#listeners]) listener(id);
      },
      onDidKeep: (bytes) => {
        this.#quota.note(bytes);
      },
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
    // A preview waits for all of its files with the same signal, which is no leak.
    setMaxListeners(0, signal);
    this.#tidying ??= setTimeout(() => void this.tidy(), tidyAfterMs).unref();
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

  /** Whether any output of that prediction is kept, as far as is known without a look at the disk. */
  hasKept(id: string): boolean {
    return this.#of(id).hasKept;
  }

  get isFetching(): boolean {
    return [...this.#byName.values()].some((outputs) => outputs.isFetching);
  }

  /** Whether a file is being fetched for which a person may have to wait. */
  get isFetchingLarge(): boolean {
    return [...this.#byName.values()].some((outputs) => outputs.isFetchingLarge);
  }

  /** Ends its download, as a person wishes. */
  cancel(id: string, source: FileSource): void {
    this.#of(id).cancel(source);
  }

  /** Ends all downloads, those that wait for their turn, too: of one prediction, or of all. */
  cancelAll(id?: string): void {
    // All at once, lest those that wait take the place of those that end.
    if (id !== undefined) this.#of(id).cancelAll();
    else for (const outputs of this.#byName.values()) outputs.cancelAll();
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
    return this.#open.add(storageFileName(id));
  }

  /** For a page that shows the files of one prediction after the other. */
  newShownFolder(): ShownFolder {
    return new ShownFolder(this.#folders.shown);
  }

  /** Done by itself a while after the first file. Never throws. */
  async tidy(): Promise<void> {
    const { isKnown } = this.parts;
    const { reports } = this.#work;
    try {
      const open = () => this.#open.all();
      await tidyArchive({ folders: this.#folders, isKnown, open, signal: this.#closing.signal });
      await this.#quota.makeRoom();
    } catch (error) {
      reports.outputTrouble(this.parts.folder, error);
    }
  }

  dispose(): void {
    this.#closing.abort();
    clearTimeout(this.#tidying);
    this.#open.dispose();
    this.#listeners.clear();
  }

  #of(id: string): PredictionOutputs {
    const name = storageFileName(id);
    const outputs = this.#named(name);
    outputs.id = id;
    return outputs;
  }

  #named(name: string): PredictionOutputs {
    const outputs = this.#byName.get(name) ?? new PredictionOutputs(name, this.#work);
    this.#byName.set(name, outputs);
    return outputs;
  }
}
