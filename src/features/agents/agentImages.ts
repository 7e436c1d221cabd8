import { readFile } from 'node:fs/promises';

import type { KeptFile } from './keptOutputs';

export interface AgentImage {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** More would fill a model's context. */
export const mostImages = 4;
const mostBytes = 5 * 1024 ** 2;

/** Those that models take: what the file's name or its server says of it is not asked. */
const signatures: readonly (readonly [mediaType: string, start: RegExp])[] = [
  ['image/png', /^\x89PNG/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
];
const longestSignature = 12;

/**
 * The image in a file, or why it is not handed over.
 * @throws what the file system throws.
 */
export async function imageIn({ path, bytes }: KeptFile): Promise<AgentImage | string> {
  if (bytes > mostBytes) return 'not attached: it is larger than 5 MB';
  const content = await readFile(path);
  const start = content.toString('latin1', 0, longestSignature);
  const mediaType = signatures.find(([, signature]) => signature.test(start))?.[0];
  if (mediaType === undefined) return 'not attached: it is no PNG, JPEG, GIF or WebP';
  return { bytes: content, mediaType };
}
