import { leadsOutside } from './addressGuard';
import { isLoopback } from './endpoint';
import type { Fetch, FetchResponse } from './fetch';

/** Why an output's file could not be had. */
export type OutputErrorKind = 'gone' | 'address-refused' | 'too-large' | 'unreachable';

export class OutputError extends Error {
  override readonly name = 'OutputError';

  constructor(
    readonly kind: OutputErrorKind,
    options?: ErrorOptions,
  ) {
    super(kind, options);
  }
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  /** Seconds without a byte after which it is given up. */
  readonly idleSeconds: number;
  /** The endpoint itself is on this machine, so its files may be, too. */
  readonly mayBeLocal: boolean;
}

export interface Download {
  /** As the server names it; may be empty. */
  readonly mediaType: string;
  /** Ends with an OutputError where the file is larger than was allowed. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const maxHops = 5;
const goneStatuses = new Set([403, 404, 410]);

/** Fetches output files, always without a key. */
export class OutputClient {
  constructor(private readonly fetch: Fetch) {}

  /** @throws OutputError where there is no such file, or it must not be fetched. */
  async open(url: string, options: DownloadOptions): Promise<Download> {
    let target = new URL(url);
    for (let hop = 0; hop <= maxHops; hop += 1) {
      await refuseInside(target, options.mayBeLocal);
      const answer = await this.#get(target, options);
      if ('bytes' in answer) return answer;
      target = answer.redirect;
    }
    throw unreachable('too many redirects');
  }

  /** Leaves no connection open but that of the download itself. */
  async #get(target: URL, options: DownloadOptions): Promise<Download | { redirect: URL }> {
    const controller = new AbortController();
    const signal = AbortSignal.any([options.signal, controller.signal]);
    const init = { headers: {}, redirect: 'manual', signal, size: options.maxBytes } as const;
    try {
      const idle = new IdleLimit(options.idleSeconds, controller);
      const response = await idle.watch(this.fetch(target.href, init));
      const answer = readResponse(target, response, options.maxBytes, idle);
      if ('redirect' in answer) controller.abort();
      return answer;
    } catch (cause) {
      controller.abort();
      throw cause instanceof OutputError ? cause : new OutputError('unreachable', { cause });
    }
  }
}

function isUnresolved(failure: unknown): boolean {
  if (!(failure instanceof Error) || !('code' in failure)) return false;
  return failure.code === 'ENOTFOUND' || failure.code === 'EAI_AGAIN';
}

function readResponse(
  target: URL,
  response: FetchResponse,
  maxBytes: number,
  idle: IdleLimit,
): Download | { redirect: URL } {
  const { status, headers, body } = response;
  if (goneStatuses.has(status)) throw new OutputError('gone');
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null) {
    if (!URL.canParse(location, target.href)) throw unreachable('a redirect to nowhere');
    return { redirect: new URL(location, target) };
  }
  if (status !== 200 || body === null) throw unreachable(`HTTP ${status}`);
  return { mediaType: headers.get('content-type') ?? '', bytes: upTo(maxBytes, body, idle) };
}

function unreachable(why: string): OutputError {
  return new OutputError('unreachable', { cause: new Error(why) });
}

async function refuseInside(target: URL, mayBeLocal: boolean): Promise<void> {
  if (mayBeLocal && isLoopback(target.hostname)) return;
  if (target.protocol !== 'https:') throw new OutputError('address-refused');
  let isOutside: boolean;
  try {
    isOutside = await leadsOutside(target.hostname);
  } catch (cause) {
    // Behind a proxy names are resolved there; without one the request fails just as well.
    if (isUnresolved(cause)) return;
    throw new OutputError('unreachable', { cause });
  }
  if (!isOutside) throw new OutputError('address-refused');
}

async function* upTo(
  maxBytes: number,
  body: AsyncIterable<Uint8Array | string, undefined>,
  idle: IdleLimit,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await idle.watch(chunks.next());
      if (done === true) return;
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      total += bytes.byteLength;
      if (total > maxBytes) throw new OutputError('too-large');
      yield bytes;
    }
  } catch (cause) {
    throw cause instanceof OutputError ? cause : new OutputError('unreachable', { cause });
  } finally {
    await chunks.return?.();
  }
}

/** Aborts a request that keeps its client waiting. */
class IdleLimit {
  constructor(
    private readonly seconds: number,
    private readonly controller: AbortController,
  ) {}

  async watch<T>(step: Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      this.controller.abort();
    }, this.seconds * 1000);
    try {
      return await step;
    } finally {
      clearTimeout(timer);
    }
  }
}
