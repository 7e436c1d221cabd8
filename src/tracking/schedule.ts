/** When a running prediction is asked for again. All times in seconds. */
export interface ScheduleInput {
  readonly status: string;
  /** Asks in a row that failed; 0 after a good one. */
  readonly failures: number;
  /** How long the server asked to be left alone, if it did. */
  readonly retryAfterSeconds: number | undefined;
  readonly minInterval: number;
  readonly maxInterval: number;
  /** 0 to 1, drawn anew each time, so that many clients do not return at once. */
  readonly random: number;
}

/** A server that asks for more has mostly mistaken its unit; and outputs last but an hour. */
const longestWait = 15 * 60;

/** Seconds until the next ask: quick while it works, slower while it queues, ever slower after failures. */
export function secondsUntilNextAsk(input: ScheduleInput): number {
  const { minInterval, retryAfterSeconds } = input;
  const maxInterval = Math.max(minInterval, input.maxInterval);
  if (input.failures > 0) {
    const backoff = Math.min(maxInterval, minInterval * 2 ** Math.min(input.failures, 16));
    const jittered = minInterval + input.random * (backoff - minInterval);
    return Math.max(jittered, Math.min(longestWait, retryAfterSeconds ?? 0));
  }
  return input.status === 'processing' ? minInterval : Math.min(maxInterval, minInterval * 2);
}
