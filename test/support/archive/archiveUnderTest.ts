import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { OutputClient } from '../../../src/client/outputClient';
import { requestOutput } from '../../../src/client/outputRequest';
import { OutputArchive, type OutputArchiveParts } from '../../../src/library/archive/outputArchive';
import type { FileSource, OutputBytes } from '../../../src/library/archive/outputSource';
import type { LibraryReport } from '../../../src/library/libraryReport';

export const id = 'hvmbv5hndhrme0cpws2rnqqf60';
export const { signal } = new AbortController();

/** An archive as a window has it, but in a hurry; it asks the servers of tests. */
export function archiveIn(folder: string, parts: Partial<OutputArchiveParts> = {}): OutputArchive {
  const client = new OutputClient(requestOutput);
  const limits = { maxBytes: 10_000_000, idleSeconds: 5, maxSeconds: 60, mayBeLocal: true };
  return new OutputArchive({
    folder,
    openUrl: (request) => client.open(request.url, { ...request, ...limits }),
    report: (report: LibraryReport) => {
      assert.fail(`${report.type} ${report.file}`);
    },
    maxBytes: () => Infinity,
    isKnown: () => Promise.resolve(true),
    ...parts,
    pace: { lookEveryMs: 20, retryAfterMs: 2, ...parts.pace },
  });
}

/** What a server that is asked for the first time sends. */
export function wholeFile(bytes: Uint8Array, mediaType = ''): OutputBytes {
  const only = (async function* () {
    yield await Promise.resolve(bytes);
  })();
  return { mediaType, offset: 0, total: bytes.length, validator: '', bytes: only };
}

export function urlSource(url: string): FileSource {
  return { type: 'url', url };
}

/** All files below, as paths. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
