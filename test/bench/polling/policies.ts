import { secondsUntilNextAsk } from '../../../src/tracking/schedule';
import type { Policy } from './play';

export interface OursOptions {
  readonly random: () => number;
  readonly isWatched?: boolean;
}

/** The schedule with the settings' defaults, and room under the rate limit. */
export function ours({ random, isWatched = false }: OursOptions): Policy {
  return ({ age, running, bar, typicalRun }) =>
    secondsUntilNextAsk({
      status: running === undefined ? 'starting' : 'processing',
      age,
      running,
      bar,
      typicalRun,
      isWatched,
      fairShare: 0,
      minInterval: 0.5,
      maxInterval: 30,
      random: random(),
    });
}

export function every(seconds: number): Policy {
  return () => seconds;
}

/** Doubles from one second on. */
export function exponential(longest: number): Policy {
  return ({ asks }) => Math.min(longest, 2 ** (asks - 1));
}
