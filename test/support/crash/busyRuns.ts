import { createCipheriv, createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { PredictionJson } from '../demoApi/scenario';
import { timestamp } from '../demoApi/timestamp';

export interface BusyRunsOptions {
  /** Shortest and longest, in seconds. */
  readonly seconds: readonly [number, number];
  /** Milliseconds between two pieces of a file; ten, where it is not said. */
  readonly pieceEveryMs?: number;
  /** Of the files. */
  readonly origin: () => string;
}

/** Each makes so many, one after the other. */
export const filesOfEach = 4;
const small = { fewestBytes: 50_000, spread: 1, pieceBytes: 8192 };
/** Larger than what the archive makes safe at a time, so that a download can go on after a kill. */
const large = { fewestBytes: 18_000_000, spread: 256, pieceBytes: 1_000_000 };
/** With which the ids of those begin whose first file is large. */
export const largeIdStart = 'large';

/**
 * Runs under any id, whose files come slowly while they go on. A file's bytes follow from its path, so
 * that each byte out of place is found.
 */
export class BusyRuns {
  /** Downloads that went on where an earlier one had broken off. */
  resumed = 0;

  constructor(private readonly options: BusyRunsOptions) {}

  /** Seconds from the first ask to the end. */
  secondsOf(id: string): number {
    const [shortest, longest] = this.options.seconds;
    return shortest + (longest - shortest) * shareOf(id);
  }

  /** The API's answer, so many milliseconds after the first. */
  answer(id: string, firstAt: number, now: number): PredictionJson {
    const lasts = this.secondsOf(id);
    const fraction = Math.min(1, (now - firstAt) / 1000 / lasts);
    const hasEnded = fraction === 1;
    const steps = Math.floor(fraction * 50);
    const names = pathsOf(id).slice(0, Math.floor(fraction * filesOfEach));
    return {
      id,
      model: `acme/${id}`,
      version: 'hidden',
      status: hasEnded ? 'succeeded' : 'processing',
      input: { prompt: `of ${id}` },
      output: names.length > 0 ? names.map((name) => this.options.origin() + name) : null,
      error: null,
      logs: Array.from({ length: steps }, (_, step) => `step ${step + 1} of 50 of ${id}\n`).join(
        '',
      ),
      metrics: hasEnded ? { predict_time: lasts } : {},
      data_removed: false,
      created_at: timestamp(firstAt, 3),
      started_at: timestamp(firstAt, 3),
      completed_at: hasEnded ? timestamp(firstAt + lasts * 1000, 3) : null,
    };
  }

  /** Gives false where it is no file of theirs. */
  serve({ url = '', headers }: IncomingMessage, response: ServerResponse): boolean {
    if (!url.startsWith('/busy/')) return false;
    const bytes = bytesAt(url);
    const start = Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
    if (start > 0) this.resumed += 1;
    response.writeHead(start > 0 ? 206 : 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': bytes.length - start,
      ...(canGoOn(url) && { ETag: `"${url}"` }),
      ...(start > 0 && { 'Content-Range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    });
    trickle(
      response,
      bytes.subarray(start),
      sizesAt(url).pieceBytes,
      this.options.pieceEveryMs ?? 10,
    );
    return true;
  }
}

/** Of the files that runs make; each is found once, as it takes a while where a file is large. */
export class FileDigests {
  readonly #found = new Map<string, string>();

  /** Of all that one makes. */
  of(id: string): ReadonlySet<string> {
    return new Set(pathsOf(id).map((path) => this.#at(path)));
  }

  #at(path: string): string {
    const known = this.#found.get(path);
    if (known !== undefined) return known;
    const digest = createHash('sha256').update(bytesAt(path)).digest('hex');
    this.#found.set(path, digest);
    return digest;
  }
}

function pathsOf(id: string): string[] {
  return Array.from({ length: filesOfEach }, (_, index) => `/busy/${id}/${index}.bin`);
}

/** Of some files a server gives nothing to know them by. */
function canGoOn(path: string): boolean {
  return !path.endsWith('3.bin');
}

function sizesAt(path: string) {
  return path.includes(`/${largeIdStart}`) && path.endsWith('/0.bin') ? large : small;
}

function bytesAt(path: string): Buffer {
  const key = createHash('sha256').update(path).digest();
  const { fewestBytes, spread } = sizesAt(path);
  const length = fewestBytes + key.readUInt16LE() * spread;
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** 0 to 1. */
function shareOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt16LE() / 0xffff;
}

function trickle(
  response: ServerResponse,
  bytes: Buffer,
  pieceBytes: number,
  everyMs: number,
): void {
  let sent = 0;
  const sending = setInterval(() => {
    response.write(bytes.subarray(sent, sent + pieceBytes));
    sent += pieceBytes;
    if (sent < bytes.length) return;
    clearInterval(sending);
    response.end();
  }, everyMs);
  response.on('close', () => {
    clearInterval(sending);
  });
}
