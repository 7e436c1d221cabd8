import * as v from 'valibot';

import { ApiError, type ApiErrorKind } from './apiError';
import type { FetchResponse } from './fetch';
import { parseHttpDate } from './httpDate';

const text = v.optional(v.fallback(v.string(), ''), '');

/** Seconds. Whoever asks to be left alone for longer has mistaken something, and no timer runs so long. */
const longestWait = 24 * 3600;

const seconds = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))]),
  v.finite(),
  v.minValue(0),
  v.transform(notTooLong),
);

/** RFC 7807 as Replicate sends it, and the gateways' `error` object, in one. */
const errorBody = v.object({
  title: text,
  detail: text,
  message: text,
  retry_after: v.optional(v.fallback(v.optional(seconds), undefined)),
  error: v.optional(v.fallback(v.union([v.string(), v.object({ message: text })]), ''), ''),
});

interface ServerWords {
  readonly message: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

/** @param now Milliseconds since 1970, for a `Retry-After` that is a date. */
export function errorFromResponse(
  host: string,
  response: Pick<FetchResponse, 'status' | 'headers'>,
  body: string,
  now: number,
): ApiError {
  const { status, headers } = response;
  const words = readServerWords(body);
  const kind =
    (isWebPage(headers, body) ? kindOfPage(status) : undefined) ??
    kindOfStatus(status, words.message ?? '');
  return new ApiError(kind, {
    host,
    status,
    message: words.message,
    requestId: words.requestId ?? requestIdFromHeaders(headers),
    retryAfterSeconds:
      secondsFromRetryAfter(headers.get('retry-after'), serverNow(headers, now)) ??
      words.retryAfterSeconds,
  });
}

/** A gateway's refusal under status 200; undefined where the body is none. */
export function errorFromAnswer(host: string, status: number, body: string): ApiError | undefined {
  const { message, requestId } = readServerWords(body);
  if (message === undefined) return undefined;
  return new ApiError('refused', { host, status, message, requestId });
}

/** Whether HTML came where JSON should be. */
export function isWebPage(headers: FetchResponse['headers'], body: string): boolean {
  return /^\s*</.test(body) || (headers.get('content-type') ?? '').includes('html');
}

/** An API refuses in JSON: what comes as a page is of another server, or of something in between. */
function kindOfPage(status: number): ApiErrorKind | undefined {
  if (status === 404) return 'web-page';
  return status === 403 ? 'proxy-refused' : undefined;
}

function kindOfStatus(status: number, message: string): ApiErrorKind {
  if (status === 401 || status === 402) {
    return status === 402 || speaksOfQuota(message) ? 'quota-exhausted' : 'key-refused';
  }
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 403) return speaksOfQuota(message) ? 'quota-exhausted' : 'forbidden';
  if (status === 407) return 'proxy-refused';
  if (status === 404) return /invalid url/i.test(message) ? 'web-page' : 'not-found';
  if (status === 429) return 'rate-limited';
  if (status >= 500 || status === 408 || status === 425) return 'server-error';
  return 'refused';
}

/** Gateways tell an exhausted quota from a wrong key by their words alone. */
function speaksOfQuota(message: string): boolean {
  return /额度|余额|欠费|quota|credit|balance|billing/i.test(message);
}

function readServerWords(body: string): ServerWords {
  const fields = parseErrorBody(body);
  const nested = typeof fields?.error === 'string' ? fields.error : fields?.error.message;
  const said = [nested, fields?.detail, fields?.message, fields?.title]
    .find((part) => part !== undefined && part !== '')
    ?.slice(0, longestMessage);
  const requestId = said === undefined ? undefined : requestIdPattern.exec(said)?.[1];
  return {
    message: said?.replace(requestIdPattern, '').trim(),
    requestId,
    retryAfterSeconds: fields?.retry_after,
  };
}

/** A page of text is no message; only its start is looked at. */
const longestMessage = 4000;
const requestIdPattern = /[（(]?\s?request[ _-]?id\s?[:：]\s?([\w.-]{1,100})\s?[)）]?/i;

function parseErrorBody(body: string): v.InferOutput<typeof errorBody> | undefined {
  try {
    const decoded = v.safeParse(errorBody, JSON.parse(body));
    return decoded.success ? decoded.output : undefined;
  } catch {
    return undefined;
  }
}

function requestIdFromHeaders(headers: FetchResponse['headers']): string | undefined {
  return headers.get('x-oneapi-request-id') ?? headers.get('x-request-id') ?? undefined;
}

export function secondsFromRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}(?:\.\d+)?$/.test(header.trim())) return notTooLong(Number(header));
  const date = parseHttpDate(header);
  return date === undefined ? undefined : notTooLong(Math.max(0, (date - now) / 1000));
}

function notTooLong(wait: number): number {
  return Math.min(wait, longestWait);
}

/** The server's own clock; ours where both agree, since a header leaves out what is below a second. */
function serverNow(headers: FetchResponse['headers'], now: number): number {
  const date = parseHttpDate(headers.get('date') ?? '') ?? now;
  return now >= date && now < date + 1100 ? now : date;
}
