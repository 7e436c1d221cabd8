import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { fileTypeOfPath, type FileType } from '../prediction/fileType';
import { undefinedWhereMissing } from './fileErrors';
import { OutputArchive, type FileSource } from './outputArchive';
import { Lanes } from './turns';

/** What is known of an output's file without a look at the disk. */
export type OutputState =
  | {
      readonly type: 'kept';
      readonly path: string;
      readonly fileType: FileType;
      readonly bytes: number;
    }
  | { readonly type: 'unknown' };

type KeptState = Extract<OutputState, { type: 'kept' }>;

const foldersAtOnce = 4;
const nothing: ReadonlyMap<string, KeptState> = new Map();

/** An archive that remembers what is in the folders that it was asked about. */
export class KnowingArchive extends OutputArchive {
  readonly #folders = new Map<string, ReadonlyMap<string, KeptState>>();
  readonly #listeners = new Set<(id: string) => void>();
  readonly #lanes = new Lanes(foldersAtOnce);

  /** What is not known yet is found out; the event tells of it. */
  stateOf(id: string, source: FileSource): OutputState {
    const folder = this.#folders.get(id);
    if (folder === undefined) void this.#look(id);
    return folder?.get(stemOf(source)) ?? { type: 'unknown' };
  }

  override async keep(id: string, source: FileSource, signal: AbortSignal): Promise<string> {
    const kept = await super.keep(id, source, signal);
    if (this.#folders.get(id)?.has(stemOf(source)) !== true) await this.#look(id);
    return kept;
  }

  onDidChange(listener: (id: string) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  async #look(id: string): Promise<void> {
    if (!this.#folders.has(id)) this.#folders.set(id, nothing);
    // What cannot be looked at is not known; who wants to keep it is told why.
    const files = await this.#lanes.run(() => filesIn(this.folderOf(id))).catch(() => nothing);
    this.#folders.set(id, files);
    if (files.size > 0) for (const listener of this.#listeners) listener(id);
  }
}

/** As the archive names files. */
function stemOf(source: FileSource): string {
  const address = source.type === 'url' ? source.url : source.uri;
  return createHash('sha256').update(address).digest('hex').slice(0, 32);
}

/** By their names without the ending. */
async function filesIn(folder: string): Promise<Map<string, KeptState>> {
  const files = new Map<string, KeptState>();
  const names = (await readdir(folder).catch(undefinedWhereMissing)) ?? [];
  for (const name of names.filter((each) => !each.endsWith('.part'))) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(undefinedWhereMissing);
    if (found === undefined) continue;
    const { size: bytes } = found;
    const fileType = fileTypeOfPath(name);
    files.set(path.parse(name).name, { type: 'kept', path: file, fileType, bytes });
  }
  return files;
}
