import { rename, utimes } from 'node:fs/promises';

import { evenIfBusy, isMissing } from './fileErrors';
import type { LibraryDisk } from './libraryDisk';
import { encodePrediction } from './predictionFile';
import { storageFileName } from './storageFileName';
import type { StoredPrediction } from './storedPrediction';
import { createFile, isThere, replaceExistingFile, replaceFile } from './wholeFile';
import { hasAnswers, mayLose, withoutLoss } from './withoutLoss';

/** `as-given`; `other`: what is there holds more; `gone`: it is not there; `refused`: it must not, or cannot, be touched. */
export type WriteOutcome = 'as-given' | 'other' | 'gone' | 'refused';

/** Changes one prediction's files, with regard to other windows. Throws what the file system throws. */
export class PredictionWriter {
  constructor(private readonly disk: LibraryDisk) {}

  async add(stored: StoredPrediction): Promise<WriteOutcome> {
    const { folders, marks } = this.disk;
    const file = folders.fileOf(stored.id);
    const wasRemoved = await this.bringBack(stored.id);
    const isNew = !wasRemoved && (await createFile(file, encodePrediction(stored)));
    // Of one that another window has put there, the marks stand; most that are new have none.
    const hasOtherMarks = wasRemoved || (isNew && stored.marks.size > 0);
    if (hasOtherMarks) await marks.replace(storageFileName(stored.id), stored.marks);
    if (isNew) return 'as-given';
    return wasRemoved ? this.#addAgain(file, stored) : this.#addToExisting(file, stored);
  }

  async update(stored: StoredPrediction): Promise<WriteOutcome> {
    const { folders, files } = this.disk;
    const file = folders.fileOf(stored.id);
    const old = mayLose(stored) ? await files.whole(file) : await files.head(file);
    if (old.state === 'set-aside') {
      await replaceFile(file, encodePrediction(stored));
      return 'as-given';
    }
    if (old.state !== 'read') return old.state === 'missing' ? 'gone' : 'refused';
    const next = 'answer' in old.content ? withoutLoss(old.content, stored) : stored;
    if (!(await replaceExistingFile(file, encodePrediction(next)))) return 'gone';
    return next === stored ? 'as-given' : 'other';
  }

  /** Its marks stay, to come back with it. */
  async remove(id: string): Promise<void> {
    const { folders, files } = this.disk;
    const file = folders.fileOf(id);
    // What else it means there, this version cannot know.
    if (await files.isFromNewerVersion(file)) return;
    const now = new Date();
    try {
      // From now on it is kept for some days.
      await utimes(file, now, now);
      await evenIfBusy(() => rename(file, folders.removedFileOf(id)));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Gives whether it was this call that brought it back. */
  async bringBack(id: string): Promise<boolean> {
    const { folders } = this.disk;
    const removed = folders.removedFileOf(id);
    const file = folders.fileOf(id);
    if (!(await isThere(removed)) || (await isThere(file))) return false;
    try {
      await evenIfBusy(() => rename(removed, file));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async #addToExisting(file: string, stored: StoredPrediction): Promise<WriteOutcome> {
    const old = await this.disk.files.whole(file);
    if (old.state === 'newer' || old.state === 'unreadable') return 'refused';
    if (old.state === 'read' && !hasAnswers(stored)) return 'other';
    const next = old.state === 'read' ? withoutLoss(old.content, stored) : stored;
    await replaceFile(file, encodePrediction(next));
    return 'other';
  }

  /** As new, though with the answers from before its removal. */
  async #addAgain(file: string, stored: StoredPrediction): Promise<WriteOutcome> {
    const old = await this.disk.files.whole(file);
    if (old.state === 'newer' || old.state === 'unreadable') return 'refused';
    const { addedAt } = stored;
    const next = old.state === 'read' ? withoutLoss(old.content, stored) : stored;
    await replaceFile(file, encodePrediction({ ...next, addedAt }));
    return 'other';
  }
}
