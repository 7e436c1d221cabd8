/** What went wrong, in the terms in which a person can do something about it. */
export type ApiErrorKind =
  | 'no-key'
  | 'key-refused'
  | 'quota-exhausted'
  | 'forbidden'
  | 'not-found'
  | 'refused'
  | 'rate-limited'
  | 'server-error'
  | 'redirected'
  | 'web-page'
  | 'empty-answer'
  | 'broken-answer'
  | 'unknown-answer'
  | 'too-large'
  | 'connection-refused'
  | 'connection-lost'
  | 'host-not-found'
  | 'certificate'
  | 'proxy-refused'
  | 'timed-out'
  | 'cancelled'
  | 'network';

export interface ApiErrorDetails {
  /** Host and port that were asked. */
  readonly host: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** The server's own words, without its request id. */
  readonly message?: string | undefined;
  /** What the server's support asks for. */
  readonly requestId?: string | undefined;
  /** How long the server asks to be left alone. */
  readonly retryAfterSeconds?: number | undefined;
}

/** A call to the API that brought no prediction. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly kind: ApiErrorKind,
    readonly details: ApiErrorDetails,
    options?: ErrorOptions,
  ) {
    super([kind, details.status, details.message].filter(Boolean).join(' '), options);
  }

  /** Whether the same call may succeed a little later. */
  get isTemporary(): boolean {
    const { status } = this.details;
    return temporaryKinds.has(this.kind) || (status !== undefined && temporaryStatuses.has(status));
  }

  get retryAfterSeconds(): number | undefined {
    return this.details.retryAfterSeconds;
  }

  /** Whether the server could not be reached at all. */
  get isOffline(): boolean {
    return offlineKinds.has(this.kind);
  }

  /** Whether the server wants to be left alone, whatever it is asked. */
  get pausesOrigin(): boolean {
    return this.kind === 'rate-limited';
  }

  /** Whether every call to this endpoint would fail now: out of reach, or to be left alone. */
  get concernsEndpoint(): boolean {
    return this.pausesOrigin || unreachableKinds.has(this.kind);
  }

  /** Whether every call will fail until a person has seen to the key, or to its account. */
  get concernsKey(): boolean {
    return keyKinds.has(this.kind);
  }

  /** Whether the endpoint knows no such prediction. */
  get isNotFound(): boolean {
    return this.kind === 'not-found';
  }
}

const temporaryStatuses = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** There is no way to the server: another call would not find one either. */
const unreachableKinds = new Set<ApiErrorKind>([
  'connection-refused',
  'host-not-found',
  'network',
  'certificate',
  'proxy-refused',
]);

const keyKinds = new Set<ApiErrorKind>(['no-key', 'key-refused', 'quota-exhausted']);

const offlineKinds = new Set<ApiErrorKind>([
  'connection-refused',
  'host-not-found',
  'network',
  // One call may be slow or break off where others do well.
  'connection-lost',
  'timed-out',
]);

const temporaryKinds = new Set<ApiErrorKind>([
  ...offlineKinds,
  'rate-limited',
  // A network that wants a log-in first answers in the API's place.
  'certificate',
  'proxy-refused',
  'redirected',
  'web-page',
  'empty-answer',
  'broken-answer',
]);
