import { rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { undefinedWhereMissing } from '../fileErrors';
import { temporaryEnding } from '../wholeFile';
import type { ArchiveFolders } from './archiveFolders';
import { namesIn } from './keptFiles';
import { isIndexFromNewerVersion } from './outputIndex';

const hourMs = 3600_000;
const dayMs = 24 * hourMs;

export interface TidyingParts {
  readonly folders: ArchiveFolders;
  /** Whether a prediction is tracked, or its removal can still be undone; by its name on disk. */
  readonly isKnown: (name: string) => Promise<boolean>;
  /** The names of predictions that are open in some window. */
  readonly open: () => Promise<ReadonlySet<string>>;
  readonly signal: AbortSignal;
}

/**
 * Removes what nobody needs any more: files of predictions that are no more, and what killed windows
 * have left. Only what is old, as other windows are at work in the same folders.
 */
export async function tidyArchive(parts: TidyingParts): Promise<void> {
  const { folders, open, signal } = parts;
  // What a newer version keeps, this one may not know.
  const isKnown = async (name: string) =>
    (await parts.isKnown(name)) || isIndexFromNewerVersion(folders.indexOf(name));
  const removeOld = async (
    folder: string,
    olderThanMs: number,
    isMeant: (name: string) => boolean | Promise<boolean>,
  ) => {
    for (const name of await namesIn(folder)) {
      if (signal.aborted) return;
      const file = path.join(folder, name);
      if (!(await isOlder(file, olderThanMs)) || !(await isMeant(name))) continue;
      await rm(file, { recursive: true, force: true });
    }
  };
  await removeOld(folders.files, dayMs, async (name) => !(await isKnown(name)));
  await removeOld(folders.index, dayMs, async (file) => {
    return file.endsWith('.json') && !(await isKnown(file.slice(0, -'.json'.length)));
  });
  await removeOld(folders.index, hourMs, (file) => file.endsWith(temporaryEnding));
  for (const folder of [folders.parts, folders.turns, folders.held]) {
    await removeOld(folder, dayMs, () => true);
  }
  const names = await open();
  // A page may be open for days.
  await removeOld(folders.shown, dayMs, async (page) => {
    const shown = await namesIn(path.join(folders.shown, page));
    return !shown.some((name) => names.has(name));
  });
  // No prediction shows it: this is its last name.
  await removeOld(folders.content, hourMs, async (sha256) => {
    const found = await stat(folders.contentOf(sha256)).catch(undefinedWhereMissing);
    return found?.nlink === 1;
  });
}

async function isOlder(file: string, thanMs: number): Promise<boolean> {
  const found = await stat(file).catch(undefinedWhereMissing);
  return found !== undefined && Date.now() - found.mtimeMs > thanMs;
}
