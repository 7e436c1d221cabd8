import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The system's code, such as `ENOSPC`; empty for errors of another kind. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

const noRoomCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What comes of reading and writing open files, whose errors name no path; never of a network. */
const diskCodes = new Set([...noRoomCodes, 'EIO', 'EISDIR', 'EROFS', 'ESTALE']);

/**
 * Something went wrong with a file, and with nothing else. A system call alone does not tell: the
 * network's errors have one, too, but no path.
 */
export function isOfFileSystem(error: unknown): boolean {
  if (!(error instanceof Error) || !('syscall' in error)) return false;
  return 'path' in error || diskCodes.has(codeOf(error));
}

/** There is no room for a file of that size: whatever is written may fail for that. */
export function hasNoRoom(error: unknown): boolean {
  return noRoomCodes.has(codeOf(error));
}

/**
 * Nothing new can be where that happened, as on a disk that can only be read. One file alone may be refused
 * for other reasons.
 */
export function isOfReadOnlyFolder(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== 'EACCES' && code !== 'EPERM') return code === 'EROFS';
  return error instanceof Error && 'path' in error && !mayWriteIn(path.dirname(String(error.path)));
}

/** Where the folder is missing: in that in which it would have to be made. */
function mayWriteIn(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch (error) {
    const parent = path.dirname(folder);
    return isMissing(error) && parent !== folder && mayWriteIn(parent);
  }
}

/** The file is not there, nor perhaps its folder. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** @throws every error but that the file is not there. */
export function undefinedWhereMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
  return undefined;
}

/** @throws every error but the file system's. */
export function undefinedWhereOfFileSystem(error: unknown): undefined {
  if (!isOfFileSystem(error)) throw error;
  return undefined;
}

const busyCodes = new Set(['EBUSY', 'EPERM', 'EACCES']);
const pausesMs = [10, 40, 160];

/** Windows refuses to rename and to remove what another process has open at that moment. */
export async function evenIfBusy<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!busyCodes.has(codeOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return work();
}
