import { GrowingAnswers } from './answers';
import { ExtensionOnLog } from './extension';
import { Stopwatch, type Times } from './stopwatch';

export interface Measured {
  /** Of each round. */
  readonly times: readonly Times[];
  /** Bytes that the logs take in memory. */
  readonly logBytes: number;
  /** Bytes that are held once they are read: the logs as the last answers have them, and all else. */
  readonly heldBytes: number;
}

/** Reads logs by the watch, and tells of all that may be kept of them. */
export type Reading = (watch: Stopwatch, keep: (part: unknown) => void) => void;

/**
 * Times some rounds, and weighs one more: what the heap holds more, after a collection, than before
 * it. No collection is forced between the rounds, as it would throw compiled code away.
 */
export function measure(logs: readonly string[], reading: Reading, rounds: number): Measured {
  const times = Array.from({ length: rounds }, () => {
    const watch = new Stopwatch();
    reading(watch, () => undefined);
    return watch.times;
  });
  const before = usedHeap();
  const kept: unknown[] = [];
  reading(new Stopwatch(), (part) => kept.push(part));
  const heldBytes = usedHeap() - before;
  const logBytes = logs.reduce((sum, log) => sum + bytesOf(log), 0);
  return { times, logBytes, heldBytes: kept.length === 0 ? NaN : heldBytes };
}

/** A log that grows evenly from answer to answer. */
export function readGrowing(text: string, answers: number, isDocumentOpen: boolean): Reading {
  return (watch, keep) => {
    const growing = new GrowingAnswers(text);
    const extension = new ExtensionOnLog(watch, isDocumentOpen);
    for (let answer = 1; answer <= answers; answer++) {
      extension.takeAnswer(growing.at(Math.floor((text.length * answer) / answers)));
    }
    keep(extension);
  };
}

/**
 * Logs that come whole, each in one answer, as those of predictions that have ended: each is read,
 * shown, and let go of.
 */
export function readWhole(texts: readonly string[], isDocumentOpen: boolean): Reading {
  const answers = texts.map((text) => new GrowingAnswers(text).at(text.length));
  return (watch, keep) => {
    for (const answer of answers) {
      const extension = new ExtensionOnLog(watch, isDocumentOpen);
      extension.takeAnswer(answer);
      // A document is open of one log at a time; in memory it stays for as long as it is open.
      keep(extension.log);
    }
  };
}

function usedHeap(): number {
  if (gc === undefined) throw new Error('Memory can be weighed only with node --expose-gc.');
  // The engine keeps the last text in which a pattern was found.
  /x/.exec('x');
  gc();
  return process.memoryUsage().heapUsed;
}

/** With a sign that is not of Latin-1, each unit takes two bytes. */
function bytesOf(log: string): number {
  return /[^\0-\xff]/.test(log) ? 2 * log.length : log.length;
}
