import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';

import { storageFileName } from './storageFileName';

const fileVersion = 1;

const storedPrediction = v.object({
  id: v.string(),
  baseUrl: v.string(),
  addedAt: v.number(),
  answeredAt: v.number(),
  answer: v.unknown(),
  isDeletedOnServer: v.boolean(),
});
const versionOnly = v.object({ version: v.number() });

export type StoredPrediction = v.InferOutput<typeof storedPrediction>;

/** What a person or a maintainer should know of, though work goes on. */
export type LibraryReport =
  | { readonly type: 'not-read'; readonly file: string; readonly error: unknown }
  | { readonly type: 'set-aside'; readonly file: string; readonly error: unknown }
  | { readonly type: 'from-newer-version'; readonly file: string }
  | { readonly type: 'not-written'; readonly file: string; readonly error: unknown };

/** Predictions on disk, a file each. Methods never throw: what fails is reported, the rest goes on. */
export class PredictionLibrary {
  constructor(
    /** Made when first needed. */
    private readonly folder: string,
    private readonly report: (report: LibraryReport) => void,
  ) {}

  async load(): Promise<StoredPrediction[]> {
    const names = await this.#names();
    const files = names.filter((name) => name.endsWith('.json'));
    const loaded = await Promise.all(files.map((name) => this.#read(path.join(this.folder, name))));
    return loaded.filter((stored) => stored !== undefined);
  }

  async save(stored: StoredPrediction): Promise<void> {
    const file = this.#fileOf(stored.id);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFileAtomic(file, JSON.stringify({ version: fileVersion, ...stored }));
    } catch (error) {
      this.report({ type: 'not-written', file, error });
    }
  }

  async remove(id: string): Promise<void> {
    const file = this.#fileOf(id);
    try {
      await rm(file, { force: true });
    } catch (error) {
      this.report({ type: 'not-written', file, error });
    }
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      if (!isMissing(error)) this.report({ type: 'not-read', file: this.folder, error });
      return [];
    }
  }

  async #read(file: string): Promise<StoredPrediction | undefined> {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      this.report({ type: 'not-read', file, error });
      return undefined;
    }
    try {
      return this.#decode(file, JSON.parse(text));
    } catch (error) {
      await this.#setAside(file, error);
      return undefined;
    }
  }

  #decode(file: string, json: unknown): StoredPrediction | undefined {
    if (v.parse(versionOnly, json).version <= fileVersion) return v.parse(storedPrediction, json);
    this.report({ type: 'from-newer-version', file });
    return undefined;
  }

  /** Keeps a file that cannot be read, out of the way of the next start. */
  async #setAside(file: string, error: unknown): Promise<void> {
    this.report({ type: 'set-aside', file, error });
    try {
      await rename(file, `${file}.corrupt`);
    } catch (renameError) {
      this.report({ type: 'not-written', file, error: renameError });
    }
  }

  #fileOf(id: string): string {
    return path.join(this.folder, `${storageFileName(id)}.json`);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
