import { createHash } from 'node:crypto';

import type { OutputSource } from '../../prediction/outputs';

/** The sources that are files. */
export type FileSource = Extract<OutputSource, { type: 'url' | 'data' }>;

export interface OpenRequest {
  readonly url: string;
  /** The prediction that made it. */
  readonly id: string;
  readonly signal: AbortSignal;
  /** Where a download that broke off is to go on, if the file is still the same. */
  readonly resume: { readonly offset: number; readonly validator: string } | undefined;
}

/** Where the bytes of an output come from. */
export interface OutputBytes {
  /** As its server names it; may be empty. */
  readonly mediaType: string;
  /** Where in the file the bytes begin: at 0, or where it was to go on. */
  readonly offset: number;
  /** Bytes of the whole file; undefined where the server does not say. */
  readonly total: number | undefined;
  /** For a later `resume`; empty where that cannot be. */
  readonly validator: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Throws an OutputError where the file cannot be had. */
export type OpenUrl = (request: OpenRequest) => Promise<OutputBytes>;

const keys = new WeakMap<FileSource, string>();

/** Tells outputs apart, as part of a file's name. */
export function keyOf(source: FileSource): string {
  const known = keys.get(source);
  if (known !== undefined) return known;
  const address = source.type === 'url' ? source.url : source.uri;
  const key = createHash('sha256').update(address).digest('hex').slice(0, 32);
  keys.set(source, key);
  return key;
}

export function pathnameOf(source: FileSource): string {
  return source.type === 'url' ? new URL(source.url).pathname : '';
}

export function decodeDataUri(uri: string): { mediaType: string; bytes: Uint8Array } {
  const comma = uri.indexOf(',');
  const head = uri.slice('data:'.length, comma);
  const body = uri.slice(comma + 1);
  const bytes = head.endsWith(';base64')
    ? Buffer.from(body, 'base64')
    : Buffer.from(percentDecoded(body));
  return { mediaType: head, bytes };
}

/** A stray percent sign stands for itself. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
