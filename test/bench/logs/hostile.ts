import { GrowingLog } from '../../../src/prediction/log/growingLog';
import { median } from '../goal';
import { hostilePieces } from './hostileLogs';
import { Stopwatch } from './stopwatch';

const length = 2_000_000;

export interface HostileResult {
  readonly name: string;
  /** Milliseconds. */
  readonly longestStep: number;
}

/** Of each of the hostile logs, how long its longest step takes: the median of some rounds. */
export function measureHostile(rounds: number): HostileResult[] {
  return Object.entries(hostilePieces).map(([name, piece]) => {
    const log = piece.repeat(Math.ceil(length / piece.length));
    const steps = Array.from({ length: rounds }, () => longestStepOf(log));
    return { name, longestStep: median(steps) };
  });
}

function longestStepOf(log: string): number {
  const watch = new Stopwatch();
  const steps = new GrowingLog().read(log, true);
  while (!watch.step(() => steps.next().done === true));
  return watch.times.longestBlock;
}
