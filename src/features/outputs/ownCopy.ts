import { constants } from 'node:fs';
import { chmod, copyFile, stat } from 'node:fs/promises';

/**
 * Copies a file of the archive, where all are read-only: the copy is the person's, to be changed and
 * saved over.
 * @throws errors of the file system; `EEXIST` where there is one that is not to be overwritten.
 */
export async function copyAsOwn(file: string, target: string, overwrite: boolean): Promise<void> {
  await copyFile(file, target, overwrite ? 0 : constants.COPYFILE_EXCL);
  // Some network drives know no such modes, and refuse to be told.
  const isReadOnly = ((await stat(target)).mode & 0o200) === 0;
  if (isReadOnly) await chmod(target, 0o644);
}
