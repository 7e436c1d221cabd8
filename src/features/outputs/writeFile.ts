import { writeFile as writeText } from 'node:fs/promises';

import { FileSystemError, Uri, workspace } from 'vscode';

import { isCopy } from './isCopy';
import type { Bytes, OutputFile } from './outputFile';
import { copyAsOwn } from './ownCopy';
import { numberedFileName } from './safeFileName';

/**
 * Writes it into that folder under the first name that is free: `deer.png`, `deer (2).png` …
 * @throws errors of the file system.
 */
export async function writeUnderFreeName(
  { bytes, extension }: OutputFile,
  folder: Uri,
  stem: string,
): Promise<Uri> {
  for (let number = 1; ; number += 1) {
    const target = Uri.joinPath(folder, numberedFileName(stem, extension, number));
    if (await isWritten(() => write(bytes, target, false))) return target;
  }
}

/**
 * As {@link writeUnderFreeName}, but for a file that was written there before.
 * @throws errors of the file system.
 */
export async function writeOnce(file: OutputFile, folder: Uri, stem: string): Promise<Uri> {
  const usual = Uri.joinPath(folder, numberedFileName(stem, file.extension, 1));
  const { bytes } = file;
  const isSame =
    bytes.type === 'file' && usual.scheme === 'file' && (await isCopy(bytes.path, usual.fsPath));
  return isSame ? usual : writeUnderFreeName(file, folder, stem);
}

/** Writes it over what may be there: the person has said so. */
export function writeOver({ bytes }: OutputFile, target: Uri): Promise<void> {
  return write(bytes, target, true);
}

/** Gives false where there is such a file already. */
async function isWritten(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    return false;
  }
}

function isTaken(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'EEXIST' || error.code === 'FileExists';
}

async function write(bytes: Bytes, target: Uri, overwrite: boolean): Promise<void> {
  if (target.scheme !== 'file') {
    await writeElsewhere(bytes, target, overwrite);
  } else if (bytes.type === 'file') {
    await copyAsOwn(bytes.path, target.fsPath, overwrite);
  } else {
    await writeText(target.fsPath, bytes.text, { flag: overwrite ? 'w' : 'wx' });
  }
}

/** Where only VS Code can write, as in a virtual workspace. */
async function writeElsewhere(bytes: Bytes, target: Uri, overwrite: boolean): Promise<void> {
  if (bytes.type === 'file') {
    await workspace.fs.copy(Uri.file(bytes.path), target, { overwrite });
    return;
  }
  if (!overwrite && (await isThere(target))) throw FileSystemError.FileExists(target);
  await workspace.fs.writeFile(target, new TextEncoder().encode(bytes.text));
}

async function isThere(target: Uri): Promise<boolean> {
  return workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
}
