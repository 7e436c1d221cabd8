import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, stat, unlink, type FileHandle } from 'node:fs/promises';

import * as v from 'valibot';

import { signatureLength } from '../../prediction/fileSignature';
import { undefinedWhereMissing } from '../fileErrors';
import { replaceFile } from '../wholeFile';

/** What the server told of the file as its download began. */
export interface PartOrigin {
  readonly mediaType: string;
  /** Bytes; undefined where it did not say. */
  readonly total: number | undefined;
  /** By which it knows whether it is still the same file; empty where it cannot go on with it. */
  readonly validator: string;
}

/** A file that is whole. */
export interface WholePart {
  readonly sha256: string;
  readonly bytes: number;
  /** As much as tells its type. */
  readonly start: Uint8Array;
  readonly mediaType: string;
}

const noteVersion = 1;
const note = v.object({
  version: v.literal(noteVersion),
  mediaType: v.string(),
  total: v.optional(v.number()),
  validator: v.string(),
  /** Bytes that are on the disk for sure, whatever has happened since. */
  safe: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const fromNothing: PartOrigin = { mediaType: '', total: undefined, validator: '' };

/**
 * What is there of a file that is being fetched. A note beside it says how much of that is safe and
 * from where it came, so that a later session can go on with it.
 */
export class PartFile {
  #offset = 0;
  #safe = 0;
  #hash: Hash = createHash('sha256');
  #start = Buffer.alloc(0);
  #origin = fromNothing;

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    /** Bytes after which they are made safe. */
    private readonly safeEvery: number,
    /** It is whole, and may be shown already by another name: nothing is written to it any more. */
    private readonly isSettled: boolean,
  ) {}

  /** Goes on with what an earlier session has left. Throws what the file system throws. */
  static async open(file: string, safeEvery: number): Promise<PartFile> {
    const isSettled = await isReadOnly(file);
    const flags = isSettled ? constants.O_RDONLY : constants.O_RDWR | constants.O_CREAT;
    const handle = await open(file, flags);
    const part = new PartFile(file, handle, safeEvery, isSettled);
    try {
      await part.#takeUp();
      return part;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get offset(): number {
    return this.#offset;
  }

  get origin(): PartOrigin {
    return this.#origin;
  }

  get isWhole(): boolean {
    return this.#origin.total !== undefined && this.#offset === this.#origin.total;
  }

  /** Drops what is there. */
  async begin(origin: PartOrigin): Promise<void> {
    await unlink(noteOf(this.file)).catch(undefinedWhereMissing);
    await this.handle.truncate(0);
    this.#offset = 0;
    this.#safe = 0;
    this.#hash = createHash('sha256');
    this.#start = Buffer.alloc(0);
    this.#origin = origin;
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let written = 0; written < bytes.byteLength;) {
      const { bytesWritten } = await this.handle.write(
        bytes,
        written,
        bytes.byteLength - written,
        this.#offset + written,
      );
      written += bytesWritten;
    }
    this.#take(bytes);
    if (this.#offset - this.#safe >= this.safeEvery) await this.makeSafe();
  }

  /** A later session can go on from here. */
  async makeSafe(): Promise<void> {
    if (this.#safe === this.#offset) return;
    await this.handle.sync();
    this.#safe = this.#offset;
    if (this.#origin.validator === '') return;
    const { mediaType, total, validator } = this.#origin;
    const text = { version: noteVersion, mediaType, total, validator, safe: this.#safe };
    await replaceFile(noteOf(this.file), JSON.stringify(text));
  }

  whole(): WholePart {
    return {
      sha256: this.#hash.copy().digest('hex'),
      bytes: this.#offset,
      start: this.#start,
      mediaType: this.#origin.mediaType,
    };
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  async #takeUp(): Promise<void> {
    const { size } = await this.handle.stat();
    const noted = this.isSettled
      ? { ...fromNothing, total: size, safe: size }
      : await readNote(this.file);
    if (noted === undefined || noted.safe > size) {
      await this.begin(fromNothing);
      return;
    }
    const { mediaType, total, validator, safe } = noted;
    this.#origin = { mediaType, total, validator };
    this.#safe = safe;
    if (!this.isSettled) await this.handle.truncate(safe);
    const bytes = this.handle.createReadStream({ start: 0, autoClose: false });
    for await (const chunk of bytes) this.#take(chunk as Buffer); // no encoding: no strings
  }

  #take(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#offset += bytes.byteLength;
    const missing = signatureLength - this.#start.byteLength;
    if (missing > 0) this.#start = Buffer.concat([this.#start, bytes.subarray(0, missing)]);
  }
}

async function isReadOnly(file: string): Promise<boolean> {
  const found = await stat(file).catch(undefinedWhereMissing);
  return found !== undefined && (found.mode & 0o222) === 0;
}

export async function removePart(file: string): Promise<void> {
  for (const each of [noteOf(file), file]) await unlink(each).catch(undefinedWhereMissing);
}

function noteOf(file: string): string {
  return `${file}.json`;
}

/** Undefined where there is none that can be read: then it begins anew. */
async function readNote(file: string): Promise<v.InferOutput<typeof note> | undefined> {
  const text = await readFile(noteOf(file), 'utf8').catch(undefinedWhereMissing);
  if (text === undefined) return undefined;
  try {
    return v.parse(note, JSON.parse(text));
  } catch {
    return undefined;
  }
}
