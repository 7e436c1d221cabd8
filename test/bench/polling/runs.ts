import { readFileSync } from 'node:fs';
import path from 'node:path';

import { seededRandom } from './seededRandom';

/** One finished prediction. All times in seconds. */
export interface Run {
  readonly queue: number;
  readonly work: number;
  /** What earlier predictions of the same model would have told. */
  readonly typicalRun: number;
}

/**
 * The data name no models. In their place: the run itself, times a lognormal error of this sigma, so
 * that one typical run in three is off by more than a half, and one in twelve is twice too long or short.
 */
export const typicalRunError = 0.4;

/** The queue and run seconds of real predictions. */
export function recordedRuns(): Run[] {
  const file = path.join(__dirname, '../data/durations.json');
  const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: [number, number][] }; // ours
  const random = seededRandom(3);
  return rows.map(([queue, work]) => ({
    queue,
    work,
    typicalRun: work * Math.exp(typicalRunError * normal(random)),
  }));
}

/** Box and Muller's transform. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
