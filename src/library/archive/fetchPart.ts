import { setTimeout as sleep } from 'node:timers/promises';

import { OutputError } from '../../prediction/outputError';
import { trickleBytesPerSecond } from '../../prediction/trickle';
import type { OpenRequest, OpenUrl } from './outputSource';
import type { PartFile } from './partFile';

export interface FetchPartRequest extends Omit<OpenRequest, 'resume'> {
  readonly openUrl: OpenUrl;
  /** The first wait before another attempt; the ones after it are longer. */
  readonly retryAfterMs: number;
  /** After so long it is begun no more, however often a little of it came. */
  readonly giveUpAfterMs: number;
  readonly onProgress: (bytes: number, total: number | undefined) => void;
}

/** In a row that brought nothing, or no more than a trickle. */
const attempts = 5;
const longestWaitMs = 30_000;
/** Longer than that, it is left to a person to try again. */
const longestRetryAfterSeconds = 120;

/** Fetches until the part is whole: what breaks off goes on, or begins anew where it cannot. */
export async function fetchPart(part: PartFile, request: FetchPartRequest): Promise<void> {
  const { signal } = request;
  const startedAt = performance.now();
  for (let failures = 0; !part.isWhole;) {
    const before = part.offset;
    const begunAt = performance.now();
    try {
      await fetchOnce(part, request);
      return;
    } catch (error) {
      signal.throwIfAborted();
      // Others wait for their turn, and their server does not wait for them.
      const now = performance.now();
      if (now - startedAt > request.giveUpAfterMs) throw error;
      const trickle = (trickleBytesPerSecond * (now - begunAt)) / 1000;
      failures = part.offset - before > trickle ? 0 : failures + 1;
      await waitAfter(error, failures, request);
    }
  }
}

async function fetchOnce(part: PartFile, request: FetchPartRequest): Promise<void> {
  const { openUrl, url, id, signal, onProgress } = request;
  const { validator } = part.origin;
  const canGoOn = validator !== '' && part.offset > 0;
  const resume = canGoOn ? { offset: part.offset, validator } : undefined;
  // What cannot go on is not asked to.
  if (!canGoOn) await part.begin(part.origin);
  const answer = await openUrl({ url, id, signal, resume });
  if (answer.offset === 0) await part.begin(answer);
  for await (const bytes of answer.bytes) {
    signal.throwIfAborted();
    await part.append(bytes);
    onProgress(part.offset, part.origin.total);
  }
  const { total } = part.origin;
  if (total === undefined || total === part.offset) return;
  const cause = new Error(`${part.offset} of ${total} bytes came`);
  throw new OutputError('unreachable', { cause, isTemporary: true });
}

/** @throws the error where another attempt would be of no use. Full jitter, after what the server asks for. */
async function waitAfter(
  error: unknown,
  failures: number,
  { retryAfterMs, signal }: FetchPartRequest,
): Promise<void> {
  if (!(error instanceof OutputError) || !error.isTemporary || failures >= attempts) throw error;
  const { retryAfterSeconds = 0 } = error;
  if (retryAfterSeconds > longestRetryAfterSeconds) throw error;
  const ceiling = Math.min(longestWaitMs, retryAfterMs * 2 ** failures);
  const waitMs = retryAfterSeconds * 1000 + retryAfterMs / 4 + Math.random() * ceiling;
  await sleep(waitMs, undefined, { signal });
}
