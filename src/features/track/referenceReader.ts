import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import { parseReferenceList, type ReferenceList } from '../../prediction/referenceList';
import type { Text } from './text';

/** Characters that are read in a few milliseconds, which a thread of their own would take to start. */
const fewEnough = 30_000;

/** Finds the predictions in texts of any length, and never holds the event loop. */
export class ReferenceReader {
  readonly #end = new AbortController();

  /** @param threadFile The bundle of `referenceThread`. */
  constructor(private readonly threadFile: string) {}

  /** @throws the signal's reason, where it ends the reading. */
  async read(text: Text, signal: AbortSignal): Promise<ReferenceList> {
    const pieces = await gathered(text);
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (length <= fewEnough) return parseReferenceList(pieces.join(''));
    return this.#readApart(pieces, AbortSignal.any([signal, this.#end.signal]));
  }

  /** Ends what is being read. */
  dispose(): void {
    this.#end.abort();
  }

  async #readApart(pieces: readonly string[], signal: AbortSignal): Promise<ReferenceList> {
    signal.throwIfAborted();
    const thread = new Worker(this.threadFile);
    try {
      const [found] = await Promise.all([answerOf(thread, signal), handOver(pieces, thread)]);
      return found;
    } finally {
      await thread.terminate();
    }
  }
}

async function gathered(text: Text): Promise<string[]> {
  const pieces: string[] = [];
  for (const piece of text) {
    if (pieces.length > 0) await setImmediate();
    pieces.push(piece);
  }
  return pieces;
}

async function handOver(pieces: readonly string[], thread: Worker): Promise<void> {
  for (const piece of pieces) {
    thread.postMessage(piece);
    await setImmediate();
  }
  thread.postMessage(null);
}

function answerOf(thread: Worker, signal: AbortSignal): Promise<ReferenceList> {
  return new Promise((resolve, reject) => {
    // Our own thread sends nothing else.
    thread.once('message', resolve as (answer: unknown) => void);
    thread.once('error', reject);
    thread.once('exit', (code) => {
      reject(new Error(`The thread that reads texts has ended with ${code}.`));
    });
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}
