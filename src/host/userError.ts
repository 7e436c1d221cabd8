/** A button that does what the sentence proposes. */
export interface Remedy {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** Meant for people: one sentence that says what happened and what to do. All else is a bug. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    sentence: string,
    readonly remedies: readonly Remedy[] = [],
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}
