import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';

import { storageFileName } from './storageFileName';

const fileVersion = 1;
/** A system lets a process open only so many files. */
const readsAtOnce = 16;

const storedPrediction = v.object({
  id: v.string(),
  baseUrl: v.string(),
  addedAt: v.number(),
  answeredAt: v.number(),
  answer: v.string(),
  answerAfterDeletion: v.string(),
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
  readonly #changes = new Map<string, Promise<void>>();
  readonly #ownFiles = new Set<string>();

  constructor(
    /** Made when first needed. */
    private readonly folder: string,
    private readonly report: (report: LibraryReport) => void,
  ) {}

  async load(): Promise<StoredPrediction[]> {
    const names = await this.#names();
    const files = names.filter((name) => name.endsWith('.json'));
    const loaded: StoredPrediction[] = [];
    const queue = files.values();
    const readEach = async () => {
      for (const name of queue) {
        const stored = await this.#read(path.join(this.folder, name));
        if (stored !== undefined) loaded.push(stored);
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, readEach));
    return loaded;
  }

  async read(id: string): Promise<StoredPrediction | undefined> {
    const file = this.#fileOf(id);
    await this.#changes.get(file);
    return existsSync(file) ? this.#read(file) : undefined;
  }

  save(stored: StoredPrediction): Promise<void> {
    return this.#inTurn(this.#fileOf(stored.id), async (file) => {
      if (await this.#isFromNewerVersion(file)) return;
      await mkdir(this.folder, { recursive: true });
      await writeFileAtomic(file, JSON.stringify({ version: fileVersion, ...stored }));
    });
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(this.#fileOf(id), (file) => rm(file, { force: true }));
  }

  /** Changes one file after the other, so that the last one asked for is the one that stays. */
  #inTurn(file: string, change: (file: string) => Promise<void>): Promise<void> {
    const changing = (this.#changes.get(file) ?? Promise.resolve())
      .then(() => change(file))
      .catch((error: unknown) => {
        this.report({ type: 'not-written', file, error });
      })
      .finally(() => {
        if (this.#changes.get(file) === changing) this.#changes.delete(file);
      });
    this.#changes.set(file, changing);
    return changing;
  }

  /** Looked at once for each file: an older version of the extension must not undo it. */
  async #isFromNewerVersion(file: string): Promise<boolean> {
    if (this.#ownFiles.has(file)) return false;
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined && isNewer(text)) {
      this.report({ type: 'from-newer-version', file });
      return true;
    }
    this.#ownFiles.add(file);
    return false;
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
      await rename(file, `${file}.${randomUUID()}.corrupt`);
    } catch (renameError) {
      this.report({ type: 'not-written', file, error: renameError });
    }
  }

  #fileOf(id: string): string {
    return path.join(this.folder, `${storageFileName(id)}.json`);
  }
}

function isNewer(text: string): boolean {
  try {
    return v.parse(versionOnly, JSON.parse(text)).version > fileVersion;
  } catch {
    // What cannot be read holds nothing that a newer version wrote whole.
    return false;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
