import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

import { undefinedWhereMissing } from '../fileErrors';
import { inLanes } from '../turns';
import type { ArchiveFolders } from './archiveFolders';

/** A file on disk, by whatever number of names. */
export interface KeptFile {
  readonly bytes: number;
  /** When it was last kept; milliseconds since 1970. */
  readonly at: number;
  /** Where it is shown. */
  readonly shown: readonly { readonly name: string; readonly file: string }[];
  /** Its name by its content; undefined where the file system knows no links. */
  readonly content: string | undefined;
}

interface Found {
  bytes: number;
  at: number;
  shown: { name: string; file: string }[];
  content: string | undefined;
}

const looksAtOnce = 16;

/** All that is kept, the oldest first. What is a link to the same file counts once. */
export async function listKeptFiles(folders: ArchiveFolders): Promise<readonly KeptFile[]> {
  const byInode = new Map<string, Found>();
  const note = async (file: string, take: (found: Found) => void) => {
    const stats = await lstat(file, { bigint: true }).catch(undefinedWhereMissing);
    if (stats?.isFile() !== true) return;
    const inode = `${stats.dev} ${stats.ino}`;
    const fresh = { at: Number(stats.mtimeMs), shown: [], content: undefined };
    const found = byInode.get(inode) ?? { ...fresh, bytes: Number(stats.size) };
    byInode.set(inode, found);
    take(found);
  };
  await inLanes(await namesIn(folders.content), looksAtOnce, (content) =>
    note(folders.contentOf(content), (found) => (found.content = content)),
  );
  await inLanes(await namesIn(folders.files), looksAtOnce, async (name) => {
    const folder = folders.filesOf(name);
    for (const file of await namesIn(folder)) {
      await note(path.join(folder, file), ({ shown }) => shown.push({ name, file }));
    }
  });
  return [...byInode.values()].sort((one, other) => one.at - other.at);
}

export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(undefinedWhereMissing)) ?? [];
}
