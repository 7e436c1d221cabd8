/** What is known of a running prediction as it is asked for. All times in seconds. */
export interface ScheduleInput {
  /** As the API names it; empty before any answer. */
  readonly status: string;
  /** Since it was created or, where that is unknown, since it was tracked. */
  readonly age: number;
  /** Since it began to work; undefined while it queues or where that is unknown. */
  readonly running: number | undefined;
  /** What its log's bar says; undefined where it has none. */
  readonly bar: ScheduleBar | undefined;
  /** Median run of earlier predictions of the same model. */
  readonly typicalRun: number | undefined;
  /** A person is looking at it. */
  readonly isWatched: boolean;
  /** Between two asks that the endpoint's rate limit leaves to each running prediction, were it shared evenly; 0 where there is room. */
  readonly fairShare: number;
  readonly minInterval: number;
  readonly maxInterval: number;
  /** 0 to 1, drawn anew each time, so that many do not ask at once. */
  readonly random: number;
}

export interface ScheduleBar {
  /** 0 to 1; 1 means that this bar has ended while the run goes on. */
  readonly fraction: number;
  /** As the bar itself estimates it; undefined where it does not. */
  readonly secondsLeft: number | undefined;
  /** Since the first answer that showed the bar where it is now; 0 in that answer. */
  readonly stillFor: number;
}

export interface RetryInput {
  /** Asks in a row that failed. */
  readonly failures: number;
  /** How long the server asked to be left alone, if it did. */
  readonly retryAfterSeconds: number | undefined;
  readonly minInterval: number;
  readonly maxInterval: number;
  /** 0 to 1. */
  readonly random: number;
}

export interface CatchUpInput {
  /** How many are due at once. */
  readonly count: number;
  /** As in ScheduleInput; none where there is room. */
  readonly fairShare?: number;
  /** 0 to 1, drawn anew for each of them. */
  readonly random: number;
}

/** Seconds of lateness that one more ask is worth: the balance of few asks and prompt news. */
const askWorth = 0.1;

/** Mean seconds of a run of which nothing is known: the shorter, the closer a queue is watched for its start. */
const usualRun = 25;

/** How many times less likely a run ends before its bar does. Some fail, and some bars lie. */
const barTrust = 8;

/** How many times likelier an end becomes where a bar has ended, and around the typical run; before it, less likely. */
const mildEvidence = 3;

/** How many times likelier an end is taken to be at the most, so that a bar that seems to end for ever costs little. */
const closestLook = 15;

/** Most runs of a model end within its typical run divided by this, and times this. */
const typicalSpread = 1.5;

/** Seconds after which a person who looks on must see it move. */
const longestWatchedWait = 2;

/** What waits in a queue leaves half of its share to what may end. */
const queueingShare = 2;

/** What is about to end takes this part of the interval that an even share would give. */
const endingShare = 1 / 4;

/** The most by which a wait is lengthened at random; not shortened, as asks just before an end tell little. */
const jitter = 0.1;

/** Seconds; whatever the settings say, so that asks never follow each other without end. */
const shortestInterval = 0.1;

/** Seconds. A server that asks for more has mostly mistaken its unit, and outputs last but an hour. */
const longestRetryAfter = 15 * 60;

/** Seconds between two asks of a catch-up, and the bounds of all of it. */
const catchUpSpacing = 0.05;
const shortestCatchUp = 1;
const longestCatchUp = 10;

/** Seconds until a prediction that runs is asked for again: from minInterval to maxInterval. */
export function secondsUntilNextAsk(input: ScheduleInput): number {
  const { min, max } = boundsOf(input);
  const wait = Math.max(min, ownWait(input), fairWait(input));
  const spread = wait * (1 + jitter * unit(input.random));
  return clamp(
    input.isWatched ? Math.min(spread, Math.max(longestWatchedWait, fairWait(input))) : spread,
    min,
    max,
  );
}

/**
 * Seconds until a failed ask is repeated: exponential back-off with full jitter, on top of what the
 * server asked for. Only a Retry-After makes it longer than maxInterval.
 */
export function secondsUntilRetry(input: RetryInput): number {
  const { min, max } = boundsOf(input);
  const backoff = Math.min(max, min * 2 ** (amount(input.failures) ?? 1));
  const retryAfter = Math.min(amount(input.retryAfterSeconds) ?? 0, longestRetryAfter);
  const wait = Math.max(min, retryAfter) + unit(input.random) * (backoff - min);
  return retryAfter > min ? wait : Math.min(max, wait);
}

/** Seconds until one of many is asked that are all due: after sleep, or once the network is back. */
export function secondsUntilCatchUp({ count, fairShare, random }: CatchUpInput): number {
  const span = clamp((amount(count) ?? 1) * catchUpSpacing, shortestCatchUp, longestCatchUp);
  const paced = Math.min(amount(fairShare) ?? 0, longestRetryAfter);
  return unit(random) * Math.max(span, paced);
}

function ownWait(input: ScheduleInput): number {
  const age = amount(input.age) ?? usualRun;
  const typicalRun = amount(input.typicalRun);
  if (isQueueing(input)) return waitInQueue(age, typicalRun ?? usualRun);
  const running = amount(input.running) ?? age;
  if (input.bar !== undefined) return waitByBar(input.bar, running);
  if (typicalRun !== undefined) return waitByHistory(typicalRun, running);
  return waitAtWork(running);
}

/** A state that nobody documented may be work, which is asked for more often. */
function isQueueing({ status, running, bar }: ScheduleInput): boolean {
  return (status === 'starting' || status === '') && running === undefined && bar === undefined;
}

/**
 * What has lasted for `passed` seconds ends in the next second with a chance of 1 / passed, times
 * `likelihood`. Asks every w seconds cost askWorth / w a second and find the end w / 2 late: the sum
 * is least at this square root.
 */
function waitAtWork(passed: number, likelihood = 1): number {
  return Math.sqrt((2 * askWorth * passed) / likelihood);
}

/**
 * A start that is seen late costs nothing, unless the run ends unseen, too: of runs that take `run`
 * seconds on average, a wait of w misses w² / (6 run) seconds. With that the sum is least at this cube
 * root. Where runs are shorter than the wait, the start is as good as the end.
 */
function waitInQueue(age: number, run: number): number {
  return Math.max(Math.cbrt(3 * askWorth * age * run), waitAtWork(age));
}

/** Sleeps until the bar should end, no longer than a bar is worth trusting, then closes in on the end. */
function waitByBar(bar: ScheduleBar, running: number): number {
  const stillFor = Math.min(amount(bar.stillFor) ?? running, running);
  const closest = Math.max(waitAtWork(running, closestLook), waitAtWork(stillFor, mildEvidence));
  // One that stood still between two asks tells nothing of the end.
  const trusted = waitAtWork(running, stillFor > 0 ? 1 : 1 / barTrust);
  return clamp(secondsLeftBy(bar, running) ?? waitAtWork(running), closest, trusted);
}

/** The sooner of what the bar says and of what its share of the run so far tells. */
function secondsLeftBy(bar: ScheduleBar, running: number): number | undefined {
  const fraction = amount(bar.fraction) ?? 0;
  const byShare = fraction > 0 ? (running * (1 - fraction)) / fraction : undefined;
  const estimates = [amount(bar.secondsLeft), byShare].filter((seconds) => seconds !== undefined);
  return estimates.length === 0 ? undefined : Math.min(...estimates);
}

/** Sleeps until runs of this model begin to end, looks closely while most of them do, then knows nothing. */
function waitByHistory(typicalRun: number, running: number): number {
  if (running > typicalRun * typicalSpread) return waitAtWork(running);
  return clamp(
    typicalRun / typicalSpread - running,
    waitAtWork(running, mildEvidence),
    waitAtWork(running, 1 / mildEvidence),
  );
}

/** Where the rate limit is short, those about to end go before those that queue. */
function fairWait(input: ScheduleInput): number {
  const share = amount(input.fairShare) ?? 0;
  if (isQueueing(input)) return share * queueingShare;
  return input.bar !== undefined && input.bar.fraction >= 1 ? share * endingShare : share;
}

function boundsOf({ minInterval, maxInterval }: { minInterval: number; maxInterval: number }): {
  readonly min: number;
  readonly max: number;
} {
  const min = Math.max(shortestInterval, amount(minInterval) ?? 0);
  return { min, max: Math.max(min, amount(maxInterval) ?? 0) };
}

/** Undefined for what cannot be: clocks disagree, and servers send anything. */
function amount(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function unit(random: number): number {
  return clamp(amount(random) ?? 0, 0, 1);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
