import { ApiError, type ApiErrorKind } from './apiError';
import type { Clock } from './clock';

export interface Retries {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** 0 to 1, drawn anew each time. */
  readonly random: () => number;
  /** How often it is asked at most, the first time included. */
  readonly attempts: number;
}

/** Seconds. */
const shortestWait = 0.25;
const longestWait = 2;
/** Longer than that, a person had better read why. */
const longestRetryAfter = 5;
/** A person who has waited so long is told, whatever a further attempt might bring. */
const patience = 10;

/**
 * What mends itself within seconds. Not a server that cannot be found or trusted, or one in whose
 * place another answers: nothing changes that so soon. Not a time-out: it has been waited for.
 */
const passingKinds = new Set<ApiErrorKind>([
  'rate-limited',
  'server-error',
  'connection-lost',
  'empty-answer',
  'broken-answer',
]);

/**
 * Asks for what a person waits for, and again where it failed for a moment only.
 * @throws what the last attempt threw; the signal's reason where it is aborted between two.
 */
export async function withRetries<T>(ask: () => Promise<T>, retries: Retries): Promise<T> {
  const { attempts, clock, random, signal } = retries;
  const startedAt = clock.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const wait = secondsUntilRetry(error, attempt, random());
      const spent = (clock.now() - startedAt) / 1000;
      if (wait === undefined || attempt >= attempts || spent + wait > patience) throw error;
      await sleep(wait, clock, signal);
    }
  }
}

/** Undefined where it is of no use. Full jitter: what failed together does not come back together. */
function secondsUntilRetry(error: unknown, attempt: number, random: number): number | undefined {
  if (!(error instanceof ApiError) || !error.isTemporary) return undefined;
  if (!passingKinds.has(error.kind)) return undefined;
  const { retryAfterSeconds = 0 } = error;
  if (retryAfterSeconds > longestRetryAfter) return undefined;
  const ceiling = Math.min(longestWait, 2 ** (attempt - 1));
  return Math.max(retryAfterSeconds, shortestWait + random * (ceiling - shortestWait));
}

async function sleep(seconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve) => {
    const wake = () => {
      timer.dispose();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = clock.after(seconds * 1000, wake);
    signal.addEventListener('abort', wake);
  });
  signal.throwIfAborted();
}
