import { LogText } from '../../../src/prediction/log/logText';
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

/** A log that grows evenly from answer to answer, each of which is read at once. */
export function readGrowing(log: string, answers: number): Reading {
  return (watch) => {
    const growing = new GrowingAnswers(log);
    const text = new LogText();
    for (let answer = 1; answer <= answers; answer++) {
      takeAnswer(growing.at(Math.floor((log.length * answer) / answers)), text, watch);
    }
    return text;
  };
}

/** Logs that come whole, each in one answer that is read at once. */
export function readWhole(logs: readonly string[]): Reading {
  const answers = logs.map((log) => new GrowingAnswers(log).at(log.length));
  return (watch) =>
    answers.map((answer) => {
      const text = new LogText();
      takeAnswer(answer, text, watch);
      return text;
    });
}

/** One log in one answer, read in slices; its lines are kept, too. */
export function readSliced(log: string): Reading {
  return (watch) => {
    const text = new LogText();
    const lines: string[] = [];
    const slices = text.slices(watch.parse(new GrowingAnswers(log).at(log.length)));
    for (let isDone = false; !isDone;) {
      isDone = watch.read(() => {
        const next = slices.next();
        if (next.done !== true) lines.push(...next.value.lines);
        return next.done === true;
      });
    }
    return { text, lines };
  };
}

/** All that is done with an answer's log while the prediction runs. */
function takeAnswer(answer: string, text: LogText, watch: Stopwatch): void {
  const logs = watch.parse(answer);
  watch.read(() => {
    text.update(logs);
    return [text.tail, runProgress(running, text.progress)];
  });
}

const running = predictionOf({ status: 'processing' });

function usedHeap(): number {
  if (gc === undefined) throw new Error('Memory can be weighed only with node --expose-gc.');
  gc();
  return process.memoryUsage().heapUsed;
}

/** With a sign that is not of Latin-1, each unit takes two bytes. */
function bytesOf(log: string): number {
  return /[^\0-\xff]/.test(log) ? 2 * log.length : log.length;
}
