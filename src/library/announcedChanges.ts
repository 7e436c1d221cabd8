import type { LibraryFolders } from './libraryFolders';
import type { LibraryReports } from './libraryReport';
import type { OwnJournal } from './ownJournal';
import { Turns, type Lanes } from './turns';

interface AnnouncedChangesParts {
  readonly folders: LibraryFolders;
  readonly journal: OwnJournal;
  readonly reports: LibraryReports;
}

/** Changes on disk: those of one prediction one after the other, each told to the other windows. */
export class AnnouncedChanges {
  readonly #turns = new Turns();

  constructor(private readonly parts: AnnouncedChangesParts) {}

  /** Waits until what was asked for before is done. */
  inTurn<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    return this.#turns.take(id, work);
  }

  /** Reports where the change fails, and gives what `otherwise` gives. */
  make<Result>(
    id: string,
    change: () => Promise<Result>,
    otherwise: () => Result,
    lanes?: Lanes,
  ): Promise<Result> {
    const { folders, reports } = this.parts;
    const file = folders.fileOf(id);
    const work = async () => {
      try {
        await folders.make();
        return await this.#announced(id, change);
      } catch (error) {
        folders.makeAgain();
        reports.notWritten(file, error);
        return otherwise();
      }
    };
    return this.inTurn(id, () => (lanes === undefined ? work() : lanes.run(work)));
  }

  async #announced<Result>(id: string, change: () => Promise<Result>): Promise<Result> {
    const { journal } = this.parts;
    await journal.begin(id);
    try {
      return await change();
    } finally {
      await journal.end(id);
    }
  }
}
