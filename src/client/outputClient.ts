import { OutputError } from '../prediction/outputError';
import { trickleBytesPerSecond } from '../prediction/trickle';
import { isInsideAddressError, leadsOutside } from './addressGuard';
import { isLoopback } from './endpoint';
import { secondsFromRetryAfter } from './errorResponse';
import type { OutputResponse, RequestOutput } from './outputRequest';

export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  /** Seconds without a byte, or with no more than a trickle, after which it is given up. */
  readonly idleSeconds: number;
  /** Seconds after which it is given up, however many bytes come. */
  readonly maxSeconds: number;
  /** The endpoint itself is on this machine, so its files may be, too. */
  readonly mayBeLocal: boolean;
  /** Where a download that broke off is to go on. */
  readonly resume?: DownloadResume | undefined;
}

export interface DownloadResume {
  /** Bytes that are there. */
  readonly offset: number;
  /** By which the server knows whether it is still the same file. */
  readonly validator: string;
}

export interface Download {
  /** As the server names it; may be empty. */
  readonly mediaType: string;
  /** Where in the file the bytes begin: 0 where the server does not resume. */
  readonly offset: number;
  /** Bytes of the whole file; undefined where the server does not say. */
  readonly total: number | undefined;
  /** For a later `resume`; empty where that cannot be. */
  readonly validator: string;
  /** Ends with an OutputError where the file is larger than was allowed. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Where it is to be asked for instead. */
interface Hop {
  readonly redirect: URL;
  readonly resume: DownloadResume | undefined;
}

const maxHops = 5;
const goneStatuses = new Set([403, 404, 410]);
const passingStatuses = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** Fetches output files, always without a key. */
export class OutputClient {
  constructor(private readonly request: RequestOutput) {}

  /** @throws OutputError where there is no such file, or it must not be fetched. */
  async open(url: string, options: DownloadOptions): Promise<Download> {
    let next: Hop = { redirect: new URL(url), resume: options.resume };
    for (let hop = 0; hop <= maxHops; hop += 1) {
      const { redirect: target, resume } = next;
      await refuseInside(target, options.mayBeLocal);
      const answer = await this.#get(target, { ...options, resume });
      if ('bytes' in answer) return answer;
      next = answer;
    }
    throw unreachable('too many redirects');
  }

  /** Leaves no connection open but that of the download itself. */
  async #get(target: URL, options: DownloadOptions): Promise<Download | Hop> {
    const controller = new AbortController();
    const limits = new TimeLimits(options, controller);
    const signal = AbortSignal.any([options.signal, controller.signal]);
    try {
      const init = {
        headers: headersFor(options.resume),
        signal,
        mayBeLocal: options.mayBeLocal && isLoopback(target.hostname),
      };
      const response = await limits.watch(this.request(target, init));
      const answer = readResponse(target, response, options, limits);
      if ('redirect' in answer) {
        limits.end();
        controller.abort();
      }
      return answer;
    } catch (cause) {
      limits.end();
      controller.abort();
      throw asOutputError(cause);
    }
  }
}

function headersFor(resume: DownloadResume | undefined): Record<string, string> {
  const headers = { Accept: '*/*', 'Accept-Encoding': 'identity' };
  if (resume === undefined) return headers;
  return { ...headers, Range: `bytes=${resume.offset}-`, 'If-Range': resume.validator };
}

function readResponse(
  target: URL,
  response: OutputResponse,
  { maxBytes, resume }: DownloadOptions,
  limits: TimeLimits,
): Download | Hop {
  const { status, headers } = response;
  if (isGone(response)) throw new OutputError('gone');
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null) {
    if (!URL.canParse(location, target.href)) throw unreachable('a redirect to nowhere');
    return { redirect: new URL(location, target), resume };
  }
  if (resume !== undefined && !goesOn(response, resume)) {
    return { redirect: target, resume: undefined };
  }
  const range = rangeOf(response);
  const offset = status === 206 ? range?.offset : 0;
  const isAnswer = status === 200 || (status === 206 && offset === resume?.offset);
  if (!isAnswer || offset === undefined) throw refusal(response);
  const total = range === undefined ? lengthOf(response) : range.total;
  if (total !== undefined && total > maxBytes) throw new OutputError('too-large');
  return {
    mediaType: headers.get('content-type') ?? '',
    offset,
    total,
    validator: validatorOf(response),
    bytes: upTo(maxBytes - offset, response.body, limits),
  };
}

/** What a proxy lets nobody fetch, it refuses in a page; servers of files refuse otherwise. */
function isGone({ status, headers }: OutputResponse): boolean {
  const isPage = (headers.get('content-type') ?? '').includes('html');
  return goneStatuses.has(status) && !(status === 403 && isPage);
}

/** Whether its rest comes, should it come in parts; not all servers heed `If-Range`. */
function goesOn(response: OutputResponse, resume: DownloadResume): boolean {
  if (response.status === 416) return false;
  if (response.status !== 206) return true;
  if (isCompressed(response.headers) || rangeOf(response)?.offset !== resume.offset) return false;
  const validator = validatorOf(response);
  return validator === '' || validator === resume.validator;
}

function refusal({ status, headers }: OutputResponse): OutputError {
  return new OutputError('unreachable', {
    cause: new Error(`HTTP ${status}`),
    // No range was asked for: a slip of the server's.
    isTemporary: passingStatuses.has(status) || status === 206 || status === 416,
    retryAfterSeconds: secondsFromRetryAfter(headers.get('retry-after'), Date.now()),
  });
}

function rangeOf({ status, headers }: OutputResponse) {
  if (status !== 206) return undefined;
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (match === null) return undefined;
  const [, offset, total] = match;
  return { offset: Number(offset), total: total === '*' ? undefined : Number(total) };
}

function lengthOf({ headers }: OutputResponse): number | undefined {
  const length = headers.get('content-length');
  if (isCompressed(headers) || length === null || !/^\d{1,15}$/.test(length)) return undefined;
  return Number(length);
}

/** A weak one says that two files mean the same, not that they are the same bytes. */
function validatorOf({ headers }: OutputResponse): string {
  if (isCompressed(headers) || headers.get('accept-ranges') === 'none') return '';
  const tag = headers.get('etag');
  if (tag?.startsWith('"') === true) return tag;
  return headers.get('last-modified') ?? '';
}

function isCompressed(headers: OutputResponse['headers']): boolean {
  return (headers.get('content-encoding') ?? 'identity') !== 'identity';
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

function isUnresolved(failure: unknown): boolean {
  if (!(failure instanceof Error) || !('code' in failure)) return false;
  return failure.code === 'ENOTFOUND' || failure.code === 'EAI_AGAIN';
}

async function* upTo(
  maxBytes: number,
  body: AsyncIterable<Uint8Array>,
  limits: TimeLimits,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  const chunks: AsyncIterator<Uint8Array, unknown> = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await limits.watch(chunks.next());
      if (done === true) return;
      total += value.byteLength;
      if (total > maxBytes) throw new OutputError('too-large');
      limits.note(value.byteLength);
      yield value;
    }
  } catch (cause) {
    throw asOutputError(cause);
  } finally {
    limits.end();
    await chunks.return?.();
  }
}

/** Whatever broke a connection may be over the next time. */
function asOutputError(cause: unknown): OutputError {
  if (cause instanceof OutputError) return cause;
  if (isInsideAddressError(cause)) return new OutputError('address-refused', { cause });
  return new OutputError('unreachable', { cause, isTemporary: true });
}

/** Aborts a request that keeps its client waiting, or takes too long in all. */
class TimeLimits {
  readonly #whole: NodeJS.Timeout;
  /** Since the first byte: an answer may take long, and what follows come fast. */
  #since: number | undefined;
  #bytesSince = 0;

  constructor(
    private readonly options: DownloadOptions,
    private readonly controller: AbortController,
  ) {
    this.#whole = this.#abortAfter(options.maxSeconds);
  }

  async watch<T>(step: Promise<T>): Promise<T> {
    const timer = this.#abortAfter(this.options.idleSeconds);
    try {
      return await step;
    } finally {
      clearTimeout(timer);
    }
  }

  /** @throws OutputError where no more than a trickle has come for a while. */
  note(bytes: number): void {
    const now = performance.now();
    this.#since ??= now;
    this.#bytesSince += bytes;
    const seconds = (now - this.#since) / 1000;
    if (seconds < this.options.idleSeconds) return;
    if (this.#bytesSince < trickleBytesPerSecond * seconds) {
      const cause = new Error(`${this.#bytesSince} bytes in ${Math.round(seconds)} s`);
      throw new OutputError('unreachable', { cause, isTemporary: true });
    }
    this.#since = now;
    this.#bytesSince = 0;
  }

  end(): void {
    clearTimeout(this.#whole);
  }

  #abortAfter(seconds: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.controller.abort();
    }, seconds * 1000);
    return timer.unref();
  }
}
