import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';

import { ArchiveFolders } from '../../../src/library/archive/archiveFolders';
import { fromNewerVersion, readIndex } from '../../../src/library/archive/outputIndex';
import { LibraryReader } from '../../../src/library/libraryReader';
import { LibraryReports, type LibraryReport } from '../../../src/library/libraryReport';
import { storageFileName } from '../../../src/library/storageFileName';
import type { StoredHead } from '../../../src/library/storedPrediction';
import { briefOf, decodePrediction, isTerminal } from '../../../src/prediction/prediction';
import { filesBelow } from '../archive/archiveUnderTest';
import type { Ledger } from './ledger';
import { libraryFolder, outputsFolder } from './storage';

/** What is there. */
export interface Stored {
  readonly heads: readonly StoredHead[];
  /** Files that are noted to be kept, by the predictions' ids. */
  readonly files: ReadonlyMap<string, number>;
  /** Downloads that can go on: a part is there, and a note of how much of that is safe. */
  readonly parts: number;
}

function fail(report: LibraryReport): never {
  assert.fail(inspect(report));
}

/** Each says what it finds, whatever others have said. */
function failing(): LibraryReports {
  return new LibraryReports(fail);
}

function readerOf(storage: string): LibraryReader {
  return new LibraryReader(libraryFolder(storage), fail);
}

/** Fails where anything is lost or half written; nobody may be at work there. */
export async function checkStorage(storage: string, ledger: Ledger): Promise<Stored> {
  const heads = await checkPredictions(storage, ledger);
  const folders = new ArchiveFolders(outputsFolder(storage));
  const files = new Map<string, number>();
  for (const { id } of heads) files.set(id, await checkFiles(folders, id, ledger));
  await checkContents(folders);
  for (const file of ledger.files) await stat(file);
  return { heads, files, parts: await checkParts(folders) };
}

/** Whether each has ended and has so many files; may be asked while somebody is at work there. */
export async function isAllKept(storage: string, filesOfEach: number): Promise<boolean> {
  const folders = new ArchiveFolders(outputsFolder(storage));
  for (const { id, brief } of await readerOf(storage).heads()) {
    if (!isTerminal(brief)) return false;
    const index = await readIndex(folders.indexOf(storageFileName(id)), failing());
    if (index === fromNewerVersion || index.size < filesOfEach) return false;
  }
  return true;
}

async function checkPredictions(storage: string, ledger: Ledger): Promise<readonly StoredHead[]> {
  const reader = readerOf(storage);
  const heads = await reader.heads();
  for (const { id, answeredAt, brief } of heads) {
    const stored = await reader.read(id);
    assert.ok(stored, id);
    assert.ok(answeredAt >= (ledger.answeredAt.get(id) ?? 0), `${id} is older than it was`);
    if (answeredAt === 0) continue;
    const prediction = decodePrediction(JSON.parse(stored.answer));
    assert.ok(prediction, id);
    assert.deepEqual(brief, briefOf(prediction));
    if (prediction.status === 'succeeded') assert.match(prediction.logs, /step 50 of 50/);
  }
  const ids = new Set(heads.map(({ id }) => id));
  const lost = [...ledger.answeredAt.keys()].filter((id) => !ids.has(id));
  assert.deepEqual(lost, [], 'No longer tracked.');
  return heads;
}

/** Gives how many are kept. What is shown is whole, be it noted yet or not. */
async function checkFiles(
  folders: ArchiveFolders,
  id: string,
  { digests }: Ledger,
): Promise<number> {
  const name = storageFileName(id);
  const own = digests.of(id);
  const shown = folders.filesOf(name);
  for (const file of await filesBelow(shown)) {
    const digest = await digestOf(path.join(shown, file));
    assert.ok(own.has(digest), `${file} of ${id} is not what its server sent`);
  }
  const index = await readIndex(folders.indexOf(name), failing());
  assert.ok(index !== fromNewerVersion);
  for (const entry of index.values()) {
    assert.ok(entry.state === 'kept', inspect(entry));
    assert.equal((await stat(path.join(shown, entry.file))).size, entry.bytes);
  }
  return index.size;
}

async function checkContents(folders: ArchiveFolders): Promise<void> {
  for (const name of await filesBelow(folders.content)) {
    assert.equal(await digestOf(folders.contentOf(name)), name);
  }
}

async function checkParts(folders: ArchiveFolders): Promise<number> {
  const names = await filesBelow(folders.parts);
  let parts = 0;
  for (const name of names.filter((each) => each.endsWith('.part.json'))) {
    const file = path.join(folders.parts, name);
    const note = JSON.parse(await readFile(file, 'utf8')) as { safe: number; total: number }; // as written
    // A part goes after its note.
    assert.ok((await stat(file.slice(0, -'.json'.length))).size >= note.safe, name);
    if (note.safe < note.total) parts += 1;
  }
  return parts;
}

async function digestOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** Names of all that is there beside what is kept: what was cut short, and what windows tell each other. */
export async function leftOvers(storage: string): Promise<string[]> {
  const names = await readdir(storage, { recursive: true });
  return names.filter((name) => /\.(?:tmp|part|part\.json)$|\bturns\/./.test(name));
}
