import { GrowingLog } from '../../../src/prediction/log/growingLog';
import { runProgress } from '../../../src/prediction/summary';
import { predictionOf } from '../../support/builders/predictions';
import { GrowingAnswers } from './answers';
import { Stopwatch, type Times } from './stopwatch';

export interface Measured {
  /** Of each round. */
  readonly times: readonly Times[];
  /** Bytes that the logs take in memory. */
  readonly logBytes: number;
  /** Bytes that are held once they are read: the logs as the last answers have them, and all else. */
  readonly heldBytes: number;
}

/** Reads logs by the watch, and gives all that is kept of them. */
export type Reading = (watch: Stopwatch) => unknown;

/**
 * Times some rounds, and weighs one more: what the heap holds more, after a collection, than before
 * it. No collection is forced between the rounds, as it would throw compiled code away.
 */
export function measure(logs: readonly string[], reading: Reading, rounds: number): Measured {
  const times = Array.from({ length: rounds }, () => {
    const watch = new Stopwatch();
    reading(watch);
    return watch.times;
  });
  const before = usedHeap();
  const kept = reading(new Stopwatch());
  const heldBytes = usedHeap() - before;
  const logBytes = logs.reduce((sum, log) => sum + bytesOf(log), 0);
  return { times, logBytes, heldBytes: kept === undefined ? NaN : heldBytes };
}

/** A log that grows evenly from answer to answer. */
export function readGrowing(text: string, answers: number): Reading {
  return (watch) => {
    const growing = new GrowingAnswers(text);
    const log = new GrowingLog();
    for (let answer = 1; answer <= answers; answer++) {
      takeAnswer(growing.at(Math.floor((text.length * answer) / answers)), log, watch);
    }
    return log;
  };
}

/** Logs that come whole, each in one answer. */
export function readWhole(texts: readonly string[]): Reading {
  const answers = texts.map((text) => new GrowingAnswers(text).at(text.length));
  return (watch) =>
    answers.map((answer) => {
      const log = new GrowingLog();
      takeAnswer(answer, log, watch);
      return log;
    });
}

/** All that is done with an answer's log while the prediction runs. */
function takeAnswer(answer: string, log: GrowingLog, watch: Stopwatch): void {
  const steps = log.read(watch.parse(answer), false);
  while (!watch.read(() => steps.next().done === true));
  watch.read(() => runProgress(running, log.progress, unknown));
}

const running = predictionOf({ status: 'processing' });
const unknown = { secondsRunning: undefined, typicalRun: undefined };

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
