import { chmod, link, rename, stat, unlink, utimes } from 'node:fs/promises';

import { codeOf, evenIfBusy, undefinedWhereMissing } from '../fileErrors';
import { withoutLinks } from '../wholeFile';

/**
 * Puts a whole part where it is shown. The same content is there once, whatever number of
 * predictions show it: their files are links to it. It is read-only, as what changes one would change
 * all. Where the file system knows no links, each has a file of its own.
 */
export async function settlePart(part: string, content: string, target: string): Promise<void> {
  await chmod(part, 0o444);
  try {
    await putContent(part, content);
    await linkOnce(content, target);
  } catch (error) {
    if (!withoutLinks.has(codeOf(error))) throw error;
    await evenIfBusy(() => rename(part, target));
  }
}

async function putContent(part: string, content: string): Promise<void> {
  if (await linkOnce(part, content)) return;
  const [own, known] = [await stat(part), await stat(content).catch(undefinedWhereMissing)];
  if (known?.size === own.size) {
    // It is as new as the last that was found to be the same.
    const now = new Date();
    await utimes(content, now, now).catch(() => undefined);
    return;
  }
  await unlink(content).catch(undefinedWhereMissing);
  await linkOnce(part, content);
}

/** Gives false where one is there. */
async function linkOnce(file: string, target: string): Promise<boolean> {
  try {
    await link(file, target);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}
