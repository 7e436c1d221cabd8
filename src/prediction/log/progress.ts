import type { Stage, StageBar } from './stageBar';

/** How far a run is, as its log tells. */
export interface LogProgress {
  /** In the order in which they began; of very many the latest. */
  readonly stages: readonly Stage[];
  /** The one at work, of nested ones the outermost; undefined while none is. */
  readonly stage: Stage | undefined;
  /** How far that stage is, 0 to 1, with what is nested in it; undefined where its total is unknown. */
  readonly stageFraction: number | undefined;
  /**
   * How far the whole run is, 0 to 0.99. How many stages are yet to come nobody knows, so the first
   * stage counts as the whole. The fraction stalls where another one begins, and never goes back; it
   * stays below 1 for as long as the run may do more. Stages that only load or move data, or do not
   * know their total, are not counted. Undefined before any that counts.
   */
  readonly fraction: number | undefined;
  /** Until the stage at work has ended; undefined where that is unknown. */
  readonly secondsLeft: number | undefined;
}

/** All that a run may have done while it still runs. */
export const nearlyAll = 0.99;

/**
 * How far the outermost of nested bars is: the share of it that is done, and of its present step
 * the share that the next inner one has done.
 * @param bars The outermost first; none of unknown total.
 */
export function nestedFraction(bars: readonly StageBar[]): number {
  let inner = 0;
  for (let index = bars.length - 1; index >= 0; index--) {
    const { current, total, isCounted } = bars[index] ?? nothing;
    inner = isCounted ? 0 : Math.min(1, (current + inner) / (total ?? 1));
  }
  return inner;
}

const nothing = { current: 0, total: 1, isCounted: true };

/** Seconds until the outermost of nested bars has ended, by its own word or by its first step's. */
export function nestedSecondsLeft(bars: readonly StageBar[]): number | undefined {
  const [outer, inner] = bars;
  if (outer === undefined) return undefined;
  const { secondsLeft } = outer.timing;
  if (secondsLeft !== undefined || inner === undefined || outer.total === undefined) {
    return secondsLeft;
  }
  const { secondsElapsed, secondsLeft: left } = inner.timing;
  if (secondsElapsed === undefined || left === undefined) return undefined;
  const stepsAfter = Math.max(0, outer.total - outer.current - 1);
  return left + stepsAfter * (secondsElapsed + left);
}

export interface RunTimes {
  /** Since the model began. */
  readonly secondsRunning: number | undefined;
  /** What earlier runs of the model took; undefined where none is known. */
  readonly typicalRun: number | undefined;
}

/** How much of a typical run's bar is full when its time is over. */
const atTypicalEnd = 0.9;

/**
 * How far a run probably is that tells nothing itself, 0 to 0.99. The time that earlier runs took
 * fills nine tenths, evenly; what takes longer comes ever more slowly closer to the end, and never
 * there.
 */
export function estimatedProgress({ secondsRunning, typicalRun }: RunTimes): number | undefined {
  if (secondsRunning === undefined || typicalRun === undefined) return undefined;
  const share = Math.max(0, secondsRunning) / typicalRun;
  if (!Number.isFinite(share) || typicalRun <= 0) return undefined;
  if (share <= 1) return atTypicalEnd * share;
  return nearlyAll - (nearlyAll - atTypicalEnd) / share;
}
