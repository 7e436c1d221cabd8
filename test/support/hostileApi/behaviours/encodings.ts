import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

import type { Behaviour } from '../behaviour';
import { fairText, sendJson } from '../fair';
import { sentences } from '../sentences';

type Encode = (text: string) => string | Uint8Array;

/** Answers whose `Content-Encoding` is true, false, or not known to anyone. */
export const encodings: readonly Behaviour[] = [
  decoded('encoding-gzip', 'gzip, in capitals', 'GZIP', gzipSync),
  decoded('encoding-x-gzip', 'gzip by its old name', 'x-gzip', gzipSync),
  decoded('encoding-br', 'Brotli', 'br', brotliCompressSync),
  decoded('encoding-deflate', 'deflate', 'deflate', deflateSync),
  decoded('encoding-raw-deflate', 'deflate without its head', 'deflate', deflateRawSync),
  decoded('encoding-identity', 'an encoding that is none', 'identity', asItIs),
  decoded('encoding-unknown', 'plain JSON that says it is encoded as nobody knows', 'zstd', asItIs),
  decoded('encoding-constructor', 'an encoding by the name of constructor', 'constructor', asItIs),
  broken('encoding-gzip-lie', 'plain JSON that says it is gzip', 'gzip', asItIs),
  broken('encoding-br-lie', 'plain JSON that says it is Brotli', 'br', asItIs),
  broken('encoding-deflate-lie', 'plain JSON that says it is deflate', 'deflate', asItIs),
  broken('encoding-gzip-cut', 'gzip that ends halfway', 'gzip', (text) => half(gzipSync(text))),
  broken('encoding-br-cut', 'Brotli that ends halfway', 'br', (text) =>
    half(brotliCompressSync(text)),
  ),
  broken('encoding-gzip-twice', 'gzip in gzip', 'gzip, gzip', (text) => gzipSync(gzipSync(text))),
  broken('encoding-silent-gzip', 'gzip that does not say so', '', gzipSync),
  broken('encoding-gzip-bad-sum', 'gzip whose checksum is wrong', 'gzip', (text) => {
    const bytes = gzipSync(text);
    bytes.writeUInt32LE(7, bytes.length - 8);
    return bytes;
  }),
];

function decoded(id: string, does: string, encoding: string, encode: Encode): Behaviour {
  const answer: Behaviour['answer'] = (ask, response) => {
    const headers = encoding === '' ? undefined : { 'Content-Encoding': encoding };
    sendJson(response, encode(fairText(ask.id)), headers);
  };
  return { id, does, answer, sees: 'processing', asks: 'follows' };
}

function broken(id: string, does: string, encoding: string, encode: Encode): Behaviour {
  return { ...decoded(id, does, encoding, encode), sees: sentences.broken, asks: 'backs off' };
}

function asItIs(text: string): string {
  return text;
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length / 2);
}
