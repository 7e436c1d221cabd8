import { randomUUID } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';

import * as v from 'valibot';

import { evenIfBusy, undefinedWhereMissing } from '../fileErrors';
import type { LibraryReports } from '../libraryReport';
import { replaceFile } from '../wholeFile';

const version = 1;
const aside = '.corrupt';

const fileName = v.pipe(v.string(), v.regex(/^[a-z0-9_-][a-z0-9_.-]{0,99}$/));
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));
const entry = v.variant('state', [
  v.object({ state: v.literal('kept'), file: fileName, bytes, at: v.number() }),
  v.object({ state: v.literal('gone'), at: v.number() }),
  v.object({ state: v.literal('canceled'), at: v.number() }),
  v.object({ state: v.literal('evicted'), at: v.number() }),
]);
const newer = v.object({ version: v.pipe(v.number(), v.gtValue(version)) });
const indexFile = v.object({
  version: v.literal(version),
  outputs: v.record(v.string(), entry),
});

/** What became of one output; `at` is when, in milliseconds since 1970. */
export type IndexEntry = v.InferOutput<typeof entry>;

/** By the outputs' keys. */
export type OutputIndex = ReadonlyMap<string, IndexEntry>;

/** Of an index that a newer version of the extension wrote: not to be read nor written over. */
export const fromNewerVersion = Symbol('from a newer version');

/**
 * Reads an index. A damaged one is set aside: then its outputs are fetched again, where that can be.
 * @throws what the file system throws.
 */
export async function readIndex(
  file: string,
  reports: LibraryReports,
): Promise<OutputIndex | typeof fromNewerVersion> {
  const reading = evenIfBusy(() => readFile(file, 'utf8'));
  const text = await reading.catch(undefinedWhereMissing);
  if (text === undefined) return new Map();
  try {
    const json: unknown = JSON.parse(text);
    if (v.is(newer, json)) {
      reports.report({ type: 'from-newer-version', file });
      return fromNewerVersion;
    }
    return new Map(Object.entries(v.parse(indexFile, json).outputs));
  } catch (error) {
    reports.report({ type: 'set-aside', file, error });
    await rename(file, `${file}.${randomUUID()}${aside}`).catch((failure: unknown) => {
      reports.outputTrouble(file, failure);
    });
    return new Map();
  }
}

/** Whether a newer version of the extension wrote it; nothing is reported. */
export async function isIndexFromNewerVersion(file: string): Promise<boolean> {
  try {
    return v.is(newer, JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // What cannot be read, or is none, is no newer one.
    return false;
  }
}

/** @throws what the file system throws. */
export async function writeIndex(file: string, index: OutputIndex): Promise<void> {
  await replaceFile(file, `${JSON.stringify({ version, outputs: Object.fromEntries(index) })}\n`);
}
