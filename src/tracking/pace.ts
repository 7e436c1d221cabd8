import type { RunProgress } from '../prediction/summary';
import type { ModelHistory } from './modelHistory';
import { secondsUntilNextAsk, type ScheduleBar } from './schedule';
import type { ServerClocks } from './serverClocks';
import type { TrackedPrediction } from './trackedPrediction';

export interface PollingLimits {
  /** Seconds between two asks for the same prediction. */
  readonly min: number;
  readonly max: number;
  /** To one origin in any 60 seconds. */
  readonly requestsPerMinute: number;
}

export interface PaceParts {
  readonly polling: PollingLimits;
  readonly history: ModelHistory;
  readonly clocks: ServerClocks;
  /** Whether a person is looking at it. */
  readonly isWatched: (id: string) => boolean;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Seconds between two asks, on average, where the rate limit leaves room for all. */
const usualInterval = 4;

/** Of the rate limit; the rest is for what a person asks for, and for failed asks. */
const ownShare = 0.9;

interface SeenBar {
  readonly fraction: number;
  /** When an answer first showed it there; milliseconds since 1970. */
  readonly since: number;
}

/** Gathers what is known of a running prediction, and gives the wait until its next ask. */
export class Pace {
  readonly #bars = new Map<string, SeenBar>();

  constructor(private readonly parts: PaceParts) {}

  forget(id: string): void {
    this.#bars.delete(id);
  }

  /**
   * Seconds between its last ask and its next.
   * @param followed How many are asked for in all, which share the endpoint's rate limit.
   */
  interval(tracked: TrackedPrediction, followed: number): number {
    const { polling, history, clocks, random, isWatched } = this.parts;
    const { id, baseUrl, brief, addedAt, askedAt } = tracked;
    const serverNow = clocks.at(baseUrl, askedAt);
    const { status, createdAt = serverNow, startedAt = Infinity } = brief;
    return secondsUntilNextAsk({
      status,
      age: Math.max((serverNow - createdAt) / 1000, (askedAt - addedAt) / 1000),
      // What began in the future tells of a clock that is wrong.
      running: startedAt > serverNow ? undefined : (serverNow - startedAt) / 1000,
      bar: this.#barOf(tracked),
      typicalRun: history.typicalRun(brief.model, brief.version),
      isWatched: isWatched(id),
      fairShare: this.fairShare(followed),
      minInterval: polling.min,
      maxInterval: polling.max,
      random: random(),
    });
  }

  /** Seconds between two asks for each, were the rate limit shared evenly; 0 where there is room. */
  fairShare(followed: number): number {
    const seconds = (followed * 60) / (this.parts.polling.requestsPerMinute * ownShare);
    return seconds <= usualInterval ? 0 : seconds;
  }

  #barOf({ id, progress, askedAt }: TrackedPrediction): ScheduleBar | undefined {
    const seen = this.#bars.get(id);
    // A bar that is no longer drawn has ended, while the run goes on.
    const fraction = fractionOfBar(progress) ?? (seen && 1);
    if (fraction === undefined) return undefined;
    const since = seen?.fraction === fraction ? seen.since : askedAt;
    this.#bars.set(id, { fraction, since });
    const stillFor = Math.max(0, askedAt - since) / 1000;
    return { fraction, secondsLeft: progress?.secondsLeft, stillFor };
  }
}

/** How far the bar at work is, 1 where it has ended; undefined where none tells of the run. */
function fractionOfBar(progress: RunProgress | undefined): number | undefined {
  if (progress === undefined || progress.isEstimate) return undefined;
  const { stage } = progress;
  if (stage === undefined) return 1;
  return stage.isPreparing ? undefined : stage.fraction;
}
