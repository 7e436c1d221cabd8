/**
 * Why an output's file could not be had. `gone`: its server answers that it has no such file;
 * `canceled`: a person wanted no more of it.
 */
export type OutputErrorKind = 'gone' | 'address-refused' | 'too-large' | 'unreachable' | 'canceled';

export interface OutputErrorOptions extends ErrorOptions {
  /** The same request may succeed a little later. */
  readonly isTemporary?: boolean;
  /** How long the server asks to be left alone. */
  readonly retryAfterSeconds?: number | undefined;
  /** Since when it is known; milliseconds since 1970. */
  readonly since?: number;
}

export class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly isTemporary: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly since: number;

  constructor(
    readonly kind: OutputErrorKind,
    options: OutputErrorOptions = {},
  ) {
    super(kind, options);
    this.isTemporary = options.isTemporary ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.since = options.since ?? Date.now();
  }
}
