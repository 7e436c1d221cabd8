import { readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

import { undefinedWhereMissing } from './fileErrors';
import type { LibraryDisk } from './libraryDisk';
import { predictionEnding } from './libraryFolders';
import { journalEnding } from './ownJournal';
import { predictionMarks } from './storedPrediction';
import { isThere, temporaryEnding } from './wholeFile';

const hourMs = 3600_000;
const dayMs = 24 * hourMs;
/** A removal can be undone for so long. */
const removedForMs = 7 * dayMs;

/** There is no hurry: it ends early where the window closes. */
interface Work {
  readonly disk: LibraryDisk;
  readonly signal: AbortSignal;
}

/**
 * Removes what nobody needs any more: what was removed long ago, and what killed windows have left.
 * Only what is old, as other windows are at work in the same folders. Never throws.
 */
export async function removeLeftOvers(disk: LibraryDisk, signal: AbortSignal): Promise<void> {
  const { folders, files } = disk;
  const work = { disk, signal };
  await removeOld(work, folders.predictions, hourMs, (name) => name.endsWith(temporaryEnding));
  await removeOld(work, folders.removed, removedForMs, async (name) => {
    if (!name.endsWith(predictionEnding)) return false;
    return !(await files.isFromNewerVersion(path.join(folders.removed, name)));
  });
  await removeOld(work, folders.changes, dayMs, (name) => name.endsWith(journalEnding));
  for (const mark of predictionMarks) await removeStrayMarks(work, folders.marked(mark));
}

async function removeStrayMarks(work: Work, folder: string): Promise<void> {
  const { predictions, removed } = work.disk.folders;
  await removeOld(work, folder, dayMs, async (name) => {
    const file = name + predictionEnding;
    return !(
      (await isThere(path.join(predictions, file))) || (await isThere(path.join(removed, file)))
    );
  });
}

async function removeOld(
  { disk, signal }: Work,
  folder: string,
  olderThanMs: number,
  isMeant: (name: string) => boolean | Promise<boolean>,
): Promise<void> {
  try {
    for (const name of (await readdir(folder).catch(undefinedWhereMissing)) ?? []) {
      if (signal.aborted) return;
      const file = path.join(folder, name);
      if (!(await isOlder(file, olderThanMs)) || !(await isMeant(name))) continue;
      await unlink(file).catch(undefinedWhereMissing);
    }
  } catch (error) {
    disk.reports.notWritten(folder, error);
  }
}

async function isOlder(file: string, thanMs: number): Promise<boolean> {
  const found = await stat(file).catch(undefinedWhereMissing);
  return found !== undefined && Date.now() - found.mtimeMs > thanMs;
}
