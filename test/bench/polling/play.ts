import type { ScheduleBar } from '../../../src/tracking/schedule';
import type { Run } from './runs';

/** What an answer tells, and how many there were. All times in seconds. */
export interface Moment {
  readonly asks: number;
  readonly age: number;
  /** Undefined while it queues. */
  readonly running: number | undefined;
  readonly bar: ScheduleBar | undefined;
  readonly typicalRun: number | undefined;
}

/** Seconds until the next ask. */
export type Policy = (moment: Moment) => number;

/** What is known of a run before its end. */
export type Knowledge = 'nothing' | 'history' | 'bar';

export interface Outcome {
  readonly requests: number;
  /** Seconds from the end to the answer that tells of it. */
  readonly lateness: number;
  /** Seconds between two asks, at the most. */
  readonly longestWait: number;
}

/** The part of a run that its progress bar covers, from the start on. */
const barShare = 0.9;

/** Asks as it is created, then whenever the policy says, until it has ended. Answers take no time. */
export function play(run: Run, policy: Policy, knowledge: Knowledge): Outcome {
  const end = run.queue + run.work;
  const bar = new SteadyBar(run.work * barShare);
  let longestWait = 0;
  let at = 0;
  for (let asks = 1; ; asks++) {
    if (at >= end) return { requests: asks, lateness: at - end, longestWait };
    const running = at < run.queue ? undefined : at - run.queue;
    const wait = policy({
      asks,
      age: at,
      running,
      bar: knowledge === 'bar' && running !== undefined ? bar.at(running) : undefined,
      typicalRun: knowledge === 'history' ? run.typicalRun : undefined,
    });
    longestWait = Math.max(longestWait, wait);
    at += wait;
  }
}

/** A bar that moves evenly, and estimates its own end rightly. */
class SteadyBar {
  #fraction = -1;
  #shownSince = 0;

  constructor(private readonly length: number) {}

  at(running: number): ScheduleBar {
    const fraction = Math.min(1, running / this.length);
    if (fraction !== this.#fraction) this.#shownSince = running;
    this.#fraction = fraction;
    return {
      fraction,
      secondsLeft: Math.max(0, this.length - running),
      stillFor: running - this.#shownSince,
    };
  }
}
