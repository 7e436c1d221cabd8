import { play, type Knowledge, type Policy } from './play';
import { every, exponential, ours } from './policies';
import type { Run } from './runs';
import { seededRandom } from './seededRandom';
import { summarize, type Summary } from './summary';

/** Every policy's summary over the same runs. */
export interface Results {
  readonly jsClient: Summary;
  readonly goClient: Summary;
  readonly threeSeconds: Summary;
  readonly exponential: Summary;
  readonly bar: Summary;
  readonly history: Summary;
  readonly nothing: Summary;
  readonly watchedBar: Summary;
  readonly watchedNothing: Summary;
}

export function playAll(runs: readonly Run[]): Results {
  const playing = (policy: Policy, knowledge: Knowledge = 'nothing') =>
    summarize(runs.map((run) => play(run, policy, knowledge)));
  const alone = () => ours({ random: seededRandom(1) });
  const watched = () => ours({ random: seededRandom(1), isWatched: true });
  return {
    jsClient: playing(every(0.5)),
    goClient: playing(every(1)),
    threeSeconds: playing(every(3)),
    exponential: playing(exponential(30)),
    bar: playing(alone(), 'bar'),
    history: playing(alone(), 'history'),
    nothing: playing(alone()),
    watchedBar: playing(watched(), 'bar'),
    watchedNothing: playing(watched()),
  };
}
