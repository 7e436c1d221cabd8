import { parentPort } from 'node:worker_threads';

import { parseReferenceList } from '../../prediction/referenceList';

/** Runs in a thread of its own: takes a text in pieces, then null, and answers with what it names. */
const pieces: string[] = [];

parentPort?.on('message', (piece: string | null) => {
  if (piece !== null) pieces.push(piece);
  else parentPort?.postMessage(parseReferenceList(pieces.join('')));
});
