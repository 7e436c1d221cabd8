import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Where everything is; `<name>` stands for a prediction, `<key>` for one output's address:
 * `files/<name>/`, what is shown · `content/<sha256>`, the same files by their content ·
 * `index/<name>.json`, which output is which file · `parts/<name>.<key>.part`, what is being fetched ·
 * `turns/<name>.json`, which window fetches · `held/<name>.<window>`, what is open somewhere ·
 * `shown/<page>/<name>`, a link to what a page shows.
 */
export class ArchiveFolders {
  readonly files: string;
  readonly content: string;
  readonly index: string;
  readonly parts: string;
  readonly turns: string;
  readonly held: string;
  readonly shown: string;

  constructor(root: string) {
    this.files = path.join(root, 'files');
    this.content = path.join(root, 'content');
    this.index = path.join(root, 'index');
    this.parts = path.join(root, 'parts');
    this.turns = path.join(root, 'turns');
    this.held = path.join(root, 'held');
    this.shown = path.join(root, 'shown');
  }

  filesOf(name: string): string {
    return path.join(this.files, name);
  }

  contentOf(sha256: string): string {
    return path.join(this.content, sha256);
  }

  indexOf(name: string): string {
    return path.join(this.index, `${name}.json`);
  }

  partOf(name: string, key: string): string {
    return path.join(this.parts, `${name}.${key}.part`);
  }

  turnOf(name: string): string {
    return path.join(this.turns, `${name}.json`);
  }

  async make(name: string): Promise<void> {
    const all = [this.filesOf(name), this.content, this.index, this.parts];
    for (const folder of all) await mkdir(folder, { recursive: true });
  }
}
