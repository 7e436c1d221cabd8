import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as afterOthers } from 'node:timers/promises';

import { undefinedWhereMissing } from './fileErrors';
import { FirstLineReader } from './firstLine';
import type { LibraryDisk } from './libraryDisk';
import { predictionEnding } from './libraryFolders';
import type { ReadHead } from './predictionFile';
import type { Reading } from './predictionFiles';
import { storageFileName } from './storageFileName';
import type { PredictionMark } from './storedPrediction';
import { inLanes } from './turns';

type ReadHeadOf = (file: string, lines: FirstLineReader) => Promise<Reading<ReadHead>>;

/** The event loop is not held for longer. */
const sliceMs = 8;
/** A disk that gives so few in one slice is not to be waited for. */
const fewInSlice = 8;
/** A system lets a process open only so many files. */
const readsAtOnce = 16;

/**
 * Reads every head, and tells of each as it comes: one by one where the disk answers at once, which
 * takes a third of the time, and many at a time where it does not.
 * @throws where a folder cannot be listed.
 */
export async function readAllHeads(
  { folders, files, marks }: LibraryDisk,
  take: (read: ReadHead, marks: ReadonlySet<PredictionMark>) => void,
): Promise<void> {
  const names = (await readdir(folders.predictions).catch(undefinedWhereMissing)) ?? [];
  const marksOf = await marks.all();
  const readBy = (readHead: ReadHeadOf) => async (name: string, lines: FirstLineReader) => {
    const reading = await readHead(path.join(folders.predictions, name), lines);
    // Someone's copy, under a name of its own, is not one more prediction.
    if (reading.state !== 'read' || !isNameFor(reading.content.head.id, name)) return;
    take(reading.content, marksOf(name.slice(0, -predictionEnding.length)));
  };
  const queue = names.filter((name) => name.endsWith(predictionEnding)).values();
  await whileQuick(
    queue,
    readBy((file, lines) => files.head(file, () => lines.readNow(file))),
  );
  const readLater = readBy((file, lines) => files.head(file, () => lines.read(file)));
  await inLanes(queue, readsAtOnce, (name) => readLater(name, new FirstLineReader()));
}

/** Takes from the queue, slice by slice; leaves the rest where that is slow. */
async function whileQuick(
  queue: IterableIterator<string>,
  read: (name: string, lines: FirstLineReader) => Promise<void>,
): Promise<void> {
  const lines = new FirstLineReader();
  let sliceBegan = performance.now();
  let inSlice = 0;
  for (let next = queue.next(); next.done !== true; next = queue.next()) {
    await read(next.value, lines);
    inSlice += 1;
    if (performance.now() - sliceBegan < sliceMs) continue;
    if (inSlice < fewInSlice) return;
    await afterOthers();
    sliceBegan = performance.now();
    inSlice = 0;
  }
}

const digestLength = storageFileName('').length;
const plainId = /^[a-z0-9-]{1,80}$/;

/** A plain id need not be digested to tell its file from a copy, whose name is longer. */
function isNameFor(id: string, name: string): boolean {
  if (plainId.test(id)) {
    const length = id.length + digestLength + predictionEnding.length;
    return name.length === length && name.startsWith(`${id}-`);
  }
  return name === storageFileName(id) + predictionEnding;
}
