import { randomUUID } from 'node:crypto';
import { access, link, open, rename, unlink, writeFile } from 'node:fs/promises';

import { codeOf, evenIfBusy, isMissing } from './fileErrors';

/** What a file's name ends in while it is being written; one is left over where that was cut short. */
export const temporaryEnding = '.tmp';

/** What file systems answer that know no hard links. */
export const withoutLinks = new Set([
  'EPERM',
  'ENOTSUP',
  'ENOSYS',
  'EOPNOTSUPP',
  'EMLINK',
  'EXDEV',
]);

/** Writes a file so that readers, and a crash, meet the old content or the new, never a part. */
export async function replaceFile(file: string, text: string | Iterable<string>): Promise<void> {
  await withTemporary(file, text, (temporary) => evenIfBusy(() => rename(temporary, file)));
}

/** The same, unless the file is gone: then gives false. */
export async function replaceExistingFile(
  file: string,
  text: string | Iterable<string>,
): Promise<boolean> {
  return withTemporary(file, text, async (temporary) => {
    // As late as can be: another window may remove it while this one writes.
    if (!(await isThere(file))) return false;
    await evenIfBusy(() => rename(temporary, file));
    return true;
  });
}

/** Writes a new file, whole; gives false, and leaves it as it is, where one is there. */
export async function createFile(file: string, text: string | Iterable<string>): Promise<boolean> {
  return withTemporary(file, text, async (temporary) => {
    try {
      await link(temporary, file);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      if (!withoutLinks.has(codeOf(error))) throw error;
      if (await isThere(file)) return false;
      await evenIfBusy(() => rename(temporary, file));
      return true;
    }
  });
}

export async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function withTemporary<Result>(
  file: string,
  text: string | Iterable<string>,
  commit: (temporary: string) => Promise<Result>,
): Promise<Result> {
  const temporary = `${file}.${randomUUID()}${temporaryEnding}`;
  try {
    await writeToDisk(temporary, text);
    return await commit(temporary);
  } finally {
    // Mostly gone by its new name; what stays is cleaned up at a later start.
    await unlink(temporary).catch(() => undefined);
  }
}

/** It is written until all is there, or throws: a disk that fills up takes a part without an error. */
async function writeToDisk(file: string, text: string | Iterable<string>): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await writeFile(handle, text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
