import { StringDecoder } from 'node:string_decoder';
import { setImmediate as afterOthers } from 'node:timers/promises';

import type { FetchResponse } from './fetch';

/** What is taken of an answer. */
export interface AnswerLimits {
  /** After decompression. */
  readonly bytes: number;
  /** Commas and colons outside of texts: what makes JSON slow to parse, and large in memory. */
  readonly separators: number;
}

/** A log of 50 MB may be twice as long in JSON; the largest output ever seen, 3 MB of JSON, cannot hold so many separators. */
export const answerLimits: AnswerLimits = { bytes: 128 * 1024 * 1024, separators: 2_000_000 };

/** The answer is larger than is taken. */
export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';
}

/**
 * Reads a body, and lets go of its connection as soon as it is too large.
 * @throws AnswerTooLargeError; what the connection throws.
 */
export async function readAnswerBody(
  { body }: Pick<FetchResponse, 'body'>,
  limits: AnswerLimits,
): Promise<string> {
  const separators = new SeparatorCount();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    const chunk = bufferOf(piece);
    bytes += chunk.length;
    separators.add(chunk);
    if (bytes > limits.bytes || separators.count > limits.separators) {
      throw new AnswerTooLargeError();
    }
    chunks.push(chunk);
  }
  return decoded(chunks);
}

/** Bytes that are decoded in a few milliseconds. */
const bytesAtOnce = 4 * 1024 * 1024;

/** Only once all are there: as texts they would be a burden that what is refused need not be. */
async function decoded(chunks: readonly Buffer[]): Promise<string> {
  const decoder = new StringDecoder('utf8');
  const parts: string[] = [];
  let bytes = 0;
  for (const chunk of chunks) {
    parts.push(decoder.write(chunk));
    bytes += chunk.length;
    if (bytes < bytesAtOnce) continue;
    bytes = 0;
    await afterOthers();
  }
  parts.push(decoder.end());
  return parts.join('').replace(/^\ufeff/, '');
}

/** Without a copy. */
function bufferOf(piece: Uint8Array | string): Buffer {
  if (typeof piece === 'string') return Buffer.from(piece);
  return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;

/** Counts the separators of JSON as it comes in. */
class SeparatorCount {
  count = 0;
  #isInText = false;
  /** The last chunk ended with a backslash that takes the meaning of the next byte. */
  #isEscaped = false;

  add(chunk: Buffer): void {
    let index = 0;
    while (index < chunk.length) {
      index = this.#isInText ? this.#skipText(chunk, index) : this.#countUntilText(chunk, index);
    }
  }

  #countUntilText(chunk: Buffer, start: number): number {
    for (let index = start; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (byte === comma || byte === colon) this.count += 1;
      else if (byte === quote) {
        this.#isInText = true;
        return index + 1;
      }
    }
    return chunk.length;
  }

  /** Most bytes stand in texts: those are searched, not walked. */
  #skipText(chunk: Buffer, start: number): number {
    const from = this.#isEscaped ? start + 1 : start;
    this.#isEscaped = false;
    const end = chunk.indexOf(quote, from);
    const before = end === -1 ? chunk.length : end;
    let backslashes = 0;
    while (before - backslashes > from && chunk[before - backslashes - 1] === backslash) {
      backslashes += 1;
    }
    const isEscaped = backslashes % 2 === 1;
    if (end === -1) this.#isEscaped = isEscaped;
    else if (!isEscaped) this.#isInText = false;
    return before + 1;
  }
}
