import path from 'node:path';

import { AnnouncedChanges } from './announcedChanges';
import { readAllHeads } from './headsOnDisk';
import { KnownHeads } from './knownHeads';
import { removeLeftOvers } from './leftOvers';
import { predictionEnding } from './libraryFolders';
import { libraryDisk, type LibraryDisk } from './libraryDisk';
import type { ReportTo } from './libraryReport';
import { OtherJournals } from './otherJournals';
import { OtherWindows, type StoreChangeListener } from './otherWindows';
import { OwnJournal } from './ownJournal';
import { fingerprintOf } from './predictionFile';
import { PredictionWriter, type WriteOutcome } from './predictionWriter';
import { storageFileName } from './storageFileName';
import type {
  KeepOutcome,
  PredictionMark,
  StoreChange,
  StoredHead,
  StoredPrediction,
} from './storedPrediction';
import { Lanes } from './turns';
import { isThere } from './wholeFile';

export type { LibraryReport } from './libraryReport';

const changesAtOnce = 16;
const nothing = () => undefined;

/**
 * Predictions on disk, a file each, shared by all windows. Methods never throw: what fails is
 * reported, the rest goes on.
 */
export class PredictionLibrary {
  readonly #disk: LibraryDisk;
  readonly #writer: PredictionWriter;
  readonly #journal: OwnJournal;
  readonly #changes: AnnouncedChanges;
  readonly #journals: OtherJournals;
  readonly #others: OtherWindows;
  readonly #known = new KnownHeads();
  /** Those that could not be written: that they are not there does not mean that they were removed. */
  readonly #unwritten = new Set<string>();
  readonly #closing = new AbortController();
  #isLoaded = false;

  constructor(
    /** Made when first needed. */
    folder: string,
    report: ReportTo,
    lookEveryMs = 1000,
  ) {
    this.#disk = libraryDisk(folder, report);
    const { folders, reports } = this.#disk;
    this.#writer = new PredictionWriter(this.#disk);
    this.#journal = new OwnJournal({ folder: folders.changes, reports });
    this.#changes = new AnnouncedChanges({ folders, journal: this.#journal, reports });
    this.#journals = new OtherJournals(folders.changes, this.#journal.name);
    this.#others = new OtherWindows({
      everyMs: lookEveryMs,
      changed: (hasSlept) => this.#changedByOthers(hasSlept),
      look: (id) => this.#changes.inTurn(id, () => this.#look(id)),
      onError: (error) => {
        reports.notRead(folders.changes, error);
      },
    });
  }

  /** What was kept, in no order. */
  async load(): Promise<readonly StoredHead[]> {
    const heads: StoredHead[] = [];
    await this.#orReport(this.#disk.folders.changes, () => this.#journals.skip());
    await this.#orReport(this.#disk.folders.predictions, () =>
      readAllHeads(this.#disk, ({ head, fingerprint }, marks) => {
        this.#known.set(head.id, fingerprint, marks);
        heads.push({ ...head, marks });
      }),
    );
    this.#isLoaded = true;
    this.#others.noteUpToDate();
    void removeLeftOvers(this.#disk, this.#closing.signal);
    return heads;
  }

  /** One of them with its answers, as it is there now. */
  read(id: string): Promise<StoredPrediction | undefined> {
    const file = this.#disk.folders.fileOf(id);
    return this.#changes.inTurn(id, () =>
      this.#orReport(file, async () => {
        const reading = await this.#disk.files.whole(file);
        if (reading.state !== 'read') return undefined;
        return { ...reading.content, marks: await this.#disk.marks.of(storageFileName(id)) };
      }),
    );
  }

  /** Of one that is there already, every answer is kept: then the listeners are told what it is. */
  async add(all: readonly StoredPrediction[]): Promise<KeepOutcome> {
    const isKept = await each(all, (stored, lanes) => this.#add(stored, lanes));
    return isKept.every(Boolean) ? 'kept' : 'failed';
  }

  /** Writes all of one but its marks. Where another window has removed it, nothing is written. */
  async update(stored: StoredPrediction): Promise<KeepOutcome> {
    const { id } = stored;
    return this.#changes.make<KeepOutcome>(
      id,
      async () => {
        const written = await this.#addOrUpdate(stored);
        if (written === 'refused') return 'failed';
        if (written === 'gone') {
          this.#known.delete(id);
          return 'removed';
        }
        await this.#noteWritten(stored, undefined, written);
        return 'kept';
      },
      () => 'failed',
    );
  }

  async mark(ids: readonly string[], mark: PredictionMark, isSet: boolean): Promise<void> {
    await each(ids, (id, lanes) =>
      this.#changes.make(
        id,
        async () => {
          await this.#disk.marks.set(storageFileName(id), mark, isSet);
          this.#known.mark(id, mark, isSet);
        },
        nothing,
        lanes,
      ),
    );
  }

  /** Takes them off; for seven days `bringBack` can undo it. */
  async remove(ids: readonly string[]): Promise<void> {
    await each(ids, (id, lanes) =>
      this.#changes.make(
        id,
        async () => {
          this.#unwritten.delete(id);
          await this.#writer.remove(id);
          this.#known.delete(id);
        },
        nothing,
        lanes,
      ),
    );
  }

  async bringBack(ids: readonly string[]): Promise<void> {
    await each(ids, (id, lanes) => {
      const noteNowhere = () => void this.#unwritten.add(id);
      return this.#changes.make(
        id,
        async () => {
          await this.#writer.bringBack(id);
          await this.#look(id);
          if (!(await isThere(this.#disk.folders.fileOf(id)))) noteNowhere();
        },
        noteNowhere,
        lanes,
      );
    });
  }

  /** Whether there is one of that name on disk, or one that can be brought back. */
  async isKnown(name: string): Promise<boolean> {
    const { predictions, removed } = this.#disk.folders;
    const file = name + predictionEnding;
    return (await isThere(path.join(predictions, file))) || isThere(path.join(removed, file));
  }

  /** Tells of what other windows do, once `load` has told what was there. */
  onDidChange(listener: StoreChangeListener): { dispose(): void } {
    return this.#others.onDidChange(listener);
  }

  dispose(): void {
    this.#closing.abort();
    this.#others.dispose();
    this.#journal.dispose();
  }

  /** Gives whether it is on disk now. */
  async #add(stored: StoredPrediction, lanes: Lanes): Promise<boolean> {
    const { id, marks } = stored;
    return this.#changes.make<boolean>(
      id,
      async () => {
        const written = await this.#writer.add(stored);
        this.#unwritten.delete(id);
        if (written === 'refused') return false;
        await this.#noteWritten(stored, marks, written);
        return true;
      },
      () => {
        this.#unwritten.add(id);
        return false;
      },
      lanes,
    );
  }

  async #addOrUpdate(stored: StoredPrediction): Promise<WriteOutcome> {
    if (!this.#unwritten.has(stored.id)) return this.#writer.update(stored);
    const written = await this.#writer.add(stored);
    this.#unwritten.delete(stored.id);
    return written;
  }

  async #noteWritten(
    stored: StoredPrediction,
    marks: ReadonlySet<PredictionMark> | undefined,
    outcome: WriteOutcome,
  ): Promise<void> {
    this.#known.set(stored.id, fingerprintOf(stored), marks);
    if (outcome !== 'other') return;
    const change = await this.#look(stored.id);
    if (change !== undefined) this.#others.tell([change]);
  }

  /** What is new of one, if anything is. */
  async #look(id: string): Promise<StoreChange | undefined> {
    const reading = await this.#disk.files.head(this.#disk.folders.fileOf(id));
    if (reading.state === 'read') {
      const marks = await this.#disk.marks.of(storageFileName(id));
      const head = this.#known.take(reading.content, marks);
      return head && { id, head };
    }
    const isGone = reading.state === 'missing' || reading.state === 'set-aside';
    return isGone && this.#known.delete(id) ? { id, head: undefined } : undefined;
  }

  async #changedByOthers(hasSlept: boolean): Promise<ReadonlySet<string>> {
    if (!this.#isLoaded) return new Set();
    const missed = hasSlept ? await this.#changedOnDisk() : [];
    return new Set([...missed, ...(await this.#journals.changed())]);
  }

  /** Ids of which memory and disk differ. */
  async #changedOnDisk(): Promise<ReadonlySet<string>> {
    const differing = new Set(this.#known.ids());
    await readAllHeads(this.#disk, ({ head: { id }, fingerprint }, marks) => {
      if (this.#known.has(id, fingerprint, marks)) differing.delete(id);
      else differing.add(id);
    });
    return differing;
  }

  async #orReport<Result>(file: string, work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#disk.reports.notRead(file, error);
      return undefined;
    }
  }
}

/** Takes every turn at once, so that what is asked for later comes later; works on a few at a time. */
function each<Item, Result>(
  items: readonly Item[],
  work: (item: Item, lanes: Lanes) => Promise<Result>,
): Promise<Result[]> {
  const lanes = new Lanes(changesAtOnce);
  return Promise.all(items.map((item) => work(item, lanes)));
}
