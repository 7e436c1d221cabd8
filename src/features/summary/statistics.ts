import { isTerminal, runSeconds, type PredictionBrief } from '../../prediction/prediction';

export interface Statistics {
  /** Those with most runs first. */
  readonly models: readonly ModelStatistics[];
  readonly total: ModelStatistics;
  /** From the first that ended to the last, without gaps; at most {@link mostPeriods}. */
  readonly periods: readonly Period[];
  readonly periodLength: 'hour' | 'day';
}

export interface ModelStatistics {
  /** `owner/name`; empty for the total, and where it is not known. */
  readonly model: string;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Canceled and aborted ones. */
  readonly canceled: number;
  /** Of those that have come to an end of their own; undefined where none has. */
  readonly successRate: number | undefined;
  readonly queue: Spread | undefined;
  readonly run: Spread | undefined;
}

/** Seconds. */
export interface Spread {
  readonly median: number;
  /** 95 of 100 took no longer. */
  readonly high: number;
  readonly sum: number;
}

export interface Period {
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly succeeded: number;
  /** With canceled and aborted ones. */
  readonly failed: number;
}

export const mostPeriods = 48;
const hourMs = 3600_000;

/**
 * What the tracked predictions tell together.
 * @param startOfDay The midnight before a moment, by the person's clock; milliseconds since 1970.
 */
export function statisticsOf(
  briefs: readonly PredictionBrief[],
  startOfDay: (moment: number) => number = localMidnight,
): Statistics {
  const byModel = groupedBy(briefs, ({ model }) => model);
  const models = [...byModel].map(([model, own]) => modelStatistics(model, own));
  models.sort((one, other) => countOf(other) - countOf(one) || (one.model < other.model ? -1 : 1));
  return { models, total: modelStatistics('', briefs), ...periodsOf(briefs, startOfDay) };
}

export function countOf({ running, succeeded, failed, canceled }: ModelStatistics): number {
  return running + succeeded + failed + canceled;
}

function modelStatistics(model: string, briefs: readonly PredictionBrief[]): ModelStatistics {
  const ended = briefs.filter(isTerminal);
  const succeeded = ended.filter(({ status }) => status === 'succeeded');
  const failed = ended.filter(({ status }) => status === 'failed').length;
  const decided = succeeded.length + failed;
  return {
    model,
    running: briefs.length - ended.length,
    succeeded: succeeded.length,
    failed,
    canceled: ended.length - decided,
    successRate: decided === 0 ? undefined : succeeded.length / decided,
    queue: spreadOf(succeeded.flatMap((brief) => queueSeconds(brief) ?? [])),
    run: spreadOf(succeeded.flatMap((brief) => runSeconds(brief) ?? [])),
  };
}

function queueSeconds({ createdAt, startedAt }: PredictionBrief): number | undefined {
  if (createdAt === undefined || startedAt === undefined) return undefined;
  return Math.max(0, startedAt - createdAt) / 1000;
}

function spreadOf(seconds: number[]): Spread | undefined {
  seconds.sort((one, other) => one - other);
  const at = (share: number) => seconds[Math.ceil(share * seconds.length) - 1];
  const [median, high] = [at(0.5), at(0.95)];
  if (median === undefined || high === undefined) return undefined;
  return { median, high, sum: seconds.reduce((sum, value) => sum + value, 0) };
}

function periodsOf(
  briefs: readonly PredictionBrief[],
  startOfDay: (moment: number) => number,
): Pick<Statistics, 'periods' | 'periodLength'> {
  const ended = briefs.filter((brief) => isTerminal(brief) && brief.completedAt !== undefined);
  const moments = ended.flatMap(({ completedAt }) => completedAt ?? []);
  const first = moments.reduce((one, other) => Math.min(one, other), Infinity);
  const last = moments.reduce((one, other) => Math.max(one, other), -Infinity);
  const periodLength = last - first > mostPeriods * hourMs ? 'day' : 'hour';
  if (ended.length === 0) return { periods: [], periodLength };
  const startOf =
    periodLength === 'day' ? startOfDay : (at: number) => Math.floor(at / hourMs) * hourMs;
  const byStart = groupedBy(ended, ({ completedAt = 0 }) => startOf(completedAt));
  const periods = startsBetween(startOf(first), startOf(last), periodLength, startOf).map((start) =>
    periodOf(start, byStart.get(start) ?? []),
  );
  return { periods, periodLength };
}

/** The latest of them, the oldest first. A day may have 23 or 25 hours. */
function startsBetween(
  first: number,
  last: number,
  length: 'hour' | 'day',
  startOf: (moment: number) => number,
): number[] {
  const starts: number[] = [];
  for (let start = last; start >= first && starts.length < mostPeriods;) {
    starts.unshift(start);
    start = length === 'hour' ? start - hourMs : startOf(start - 12 * hourMs);
  }
  return starts;
}

function periodOf(start: number, ended: readonly PredictionBrief[]): Period {
  const succeeded = ended.filter(({ status }) => status === 'succeeded').length;
  return { start, succeeded, failed: ended.length - succeeded };
}

function localMidnight(moment: number): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}

function groupedBy<Key>(
  briefs: readonly PredictionBrief[],
  keyOf: (brief: PredictionBrief) => Key,
): Map<Key, PredictionBrief[]> {
  const groups = new Map<Key, PredictionBrief[]>();
  for (const brief of briefs) {
    const key = keyOf(brief);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [brief]);
    else group.push(brief);
  }
  return groups;
}
