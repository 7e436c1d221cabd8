import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import {
  fileTypeOfMediaType,
  fileTypeOfPath,
  unknownFileType,
  type FileType,
} from '../prediction/fileType';
import type { OutputSource } from '../prediction/outputs';
import { SharedFetches } from './sharedFetches';
import { storageFileName } from './storageFileName';

/** Where the bytes of an output come from. */
export interface OutputBytes {
  /** As its server names it; may be empty. */
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface OpenRequest {
  readonly url: string;
  /** The prediction that made it. */
  readonly id: string;
  readonly signal: AbortSignal;
}

export type OpenUrl = (request: OpenRequest) => Promise<OutputBytes>;

/** The sources that are files. */
export type FileSource = Extract<OutputSource, { type: 'url' | 'data' }>;

/** Whether an output's file is on disk. */
export type OutputState =
  | {
      readonly type: 'kept';
      readonly path: string;
      readonly fileType: FileType;
      readonly bytes: number;
    }
  | { readonly type: 'absent' };

interface FetchRequest {
  readonly id: string;
  readonly folder: string;
  /** The file's name without its ending. */
  readonly stem: string;
  readonly source: FileSource;
  readonly signal: AbortSignal;
}

/** Output files on disk, a folder for each prediction. A file is there whole or not at all. */
export class OutputArchive {
  readonly #fetches = new SharedFetches();

  constructor(
    /** Made when first needed. */
    private readonly folder: string,
    private readonly openUrl: OpenUrl,
  ) {}

  folderOf(id: string): string {
    return path.join(this.folder, storageFileName(id));
  }

  /**
   * The path of the output's file, fetched now unless it is there.
   * @throws what `openUrl` throws, and errors of the file system.
   */
  async keep(id: string, source: FileSource, signal: AbortSignal): Promise<string> {
    const folder = this.folderOf(id);
    const stem = stemOf(source);
    const kept = await fileNamed(folder, stem);
    if (kept !== undefined) return kept;
    return this.#fetches.join(path.join(folder, stem), signal, (shared) =>
      this.#fetch({ id, folder, stem, source, signal: shared }),
    );
  }

  /** @throws errors of the file system. */
  async stateOf(id: string, source: FileSource): Promise<OutputState> {
    const file = await fileNamed(this.folderOf(id), stemOf(source));
    if (file === undefined) return { type: 'absent' };
    const { size } = await stat(file);
    return { type: 'kept', path: file, fileType: fileTypeOfPath(file), bytes: size };
  }

  async #fetch({ id, folder, stem, source, signal }: FetchRequest): Promise<string> {
    const { mediaType, bytes } =
      source.type === 'url'
        ? await this.openUrl({ url: source.url, id, signal })
        : decodeDataUri(source.uri);
    const { extension } = typeOf(source, mediaType);
    const target = path.join(folder, `${stem}.${extension}`);
    await mkdir(folder, { recursive: true });
    await writeWhole(target, bytes);
    return target;
  }
}

/** The file's name without its ending. */
function stemOf(source: FileSource): string {
  return createHash('sha256').update(addressOf(source)).digest('hex').slice(0, 32);
}

function addressOf(source: FileSource): string {
  return source.type === 'url' ? source.url : source.uri;
}

async function fileNamed(folder: string, stem: string): Promise<string | undefined> {
  // A folder that is not there yet holds no file.
  const names = await readdir(folder).catch(() => []);
  const name = names.find((candidate) => isFileOf(stem, candidate));
  return name === undefined ? undefined : path.join(folder, name);
}

function isFileOf(stem: string, name: string): boolean {
  return name.startsWith(`${stem}.`) && !name.endsWith('.part');
}

function typeOf(source: FileSource, mediaType: string): FileType {
  const byName =
    source.type === 'url' ? fileTypeOfPath(new URL(source.url).pathname) : unknownFileType;
  return byName === unknownFileType ? fileTypeOfMediaType(mediaType) : byName;
}

async function writeWhole(target: string, bytes: OutputBytes['bytes']): Promise<void> {
  const part = `${target}.${randomUUID()}.part`;
  try {
    const file = await open(part, 'wx');
    try {
      for await (const chunk of bytes) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

function decodeDataUri(uri: string): OutputBytes {
  const comma = uri.indexOf(',');
  const head = uri.slice('data:'.length, comma);
  const body = uri.slice(comma + 1);
  const bytes = head.endsWith(';base64')
    ? Buffer.from(body, 'base64')
    : Buffer.from(percentDecoded(body));
  return { mediaType: head, bytes: [bytes] };
}

/** A stray percent sign stands for itself. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
