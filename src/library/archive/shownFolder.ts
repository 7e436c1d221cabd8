import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * A folder that holds, by a link, the files of one prediction at a time: what may see this folder sees
 * those of no other, and goes from one to the next without being told of another folder.
 */
export class ShownFolder {
  readonly path: string;
  #link: string | undefined;
  #target = '';

  /** @param parent Of the folders of all that show something. */
  constructor(parent: string) {
    this.path = path.join(parent, randomUUID());
  }

  /** Holds the files of that folder from now on. Gives false where there can be no such link. */
  show(folder: string): boolean {
    this.#target = folder;
    const link = path.join(this.path, path.basename(folder));
    try {
      this.#unlink();
      mkdirSync(this.path, { recursive: true });
      symlinkSync(folder, link, 'junction');
      this.#link = link;
      return true;
    } catch {
      // Where there are no links, whoever shows the files has to be told of their own folder.
      return false;
    }
  }

  /** Where a file of the shown folder is seen. */
  placeOf(file: string): string {
    if (this.#link === undefined) return file;
    return path.join(this.#link, path.relative(this.#target, file));
  }

  /** Never throws. */
  dispose(): void {
    try {
      this.#unlink();
      rmSync(this.path, { recursive: true, force: true });
    } catch {
      // What is left of it is tidied up with what killed windows leave.
    }
  }

  #unlink(): void {
    const link = this.#link;
    this.#link = undefined;
    if (link !== undefined) rmSync(link, { force: true });
  }
}
