import { readFileSync, unlinkSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { codeOf, evenIfBusy, undefinedWhereMissing } from './fileErrors';

/** A file that only one process at a time can make. Methods throw what the file system throws. */
export class LeaseFile {
  constructor(private readonly file: string) {}

  /** Gives undefined where there is none. */
  read(): Promise<string | undefined> {
    return readFile(this.file, 'utf8').catch(undefinedWhereMissing);
  }

  /** Gives false where there is one. */
  async create(text: string): Promise<boolean> {
    await mkdir(path.dirname(this.file), { recursive: true });
    try {
      await writeFile(this.file, text, { flag: 'wx' });
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
  }

  /** Gives false where there is none: it was taken away. The text must not get shorter. */
  async overwrite(text: string): Promise<boolean> {
    const handle = await open(this.file, 'r+').catch(undefinedWhereMissing);
    if (handle === undefined) return false;
    try {
      await handle.write(text, 0);
      return true;
    } finally {
      await handle.close();
    }
  }

  /** Takes away the file with that text, and no other; gives whether it did. */
  async takeAway(text: string): Promise<boolean> {
    const aside = `${this.file}.old`;
    try {
      await evenIfBusy(() => rename(this.file, aside));
      const isMeant = (await readFile(aside, 'utf8')) === text;
      // Another was quicker, and this is what it made. Where yet another has come since, that stands.
      if (!isMeant) await link(aside, this.file).catch(() => undefined);
      await unlink(aside);
      return isMeant;
    } catch (error) {
      undefinedWhereMissing(error);
      return false;
    }
  }

  /** At once, as a process that ends may not come to more. Never throws. */
  removeNow(isMeant: (text: string) => boolean): void {
    try {
      if (isMeant(readFileSync(this.file, 'utf8'))) unlinkSync(this.file);
    } catch {
      // What stays is taken away by others, who see that nothing moves.
    }
  }
}
