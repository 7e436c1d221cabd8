import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { endWithThisProcess } from './lifetime';

export const projectFolder = path.resolve(__dirname, '../../..');

/** Where VS Code, its Node and its browser are kept between runs. */
export const cacheFolder = path.join(projectFolder, '.vscode-test');

const unfinished = '.unfinished-';
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/**
 * The folder of that name in the cache, filled by `fill` if it is not there yet. It appears only
 * when it is complete: an end in the middle leaves nothing half, and of two processes at once the
 * first to finish wins. `fill` gets an empty folder and gives back the part of it that is to be kept.
 */
export async function cached(
  name: string,
  fill: (folder: string) => Promise<string>,
): Promise<string> {
  const kept = path.join(cacheFolder, name);
  if (existsSync(kept)) return kept;
  await removeAbandoned();
  const folder = await mkdtemp(path.join(cacheFolder, unfinished));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const forget = endWithThisProcess({
    dispose: remove,
    kill: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  });
  try {
    await moveUnlessThere(await fill(folder), kept);
    return kept;
  } finally {
    await remove();
    forget();
  }
}

async function moveUnlessThere(folder: string, kept: string): Promise<void> {
  try {
    await rename(folder, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
  }
}

async function removeAbandoned(): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  for (const name of await readdir(cacheFolder)) {
    if (!name.startsWith(unfinished)) continue;
    const folder = path.join(cacheFolder, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(folder, { recursive: true, force: true });
  }
}
