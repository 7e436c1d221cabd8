import { ProgressLocation, window, type Progress } from 'vscode';

import { withoutLinks } from './plainText';

export type Severity = 'information' | 'warning' | 'error';

export interface Question {
  readonly question: string;
  readonly detail: string;
  /** The button by which a person agrees. */
  readonly proceed: string;
}

export type NotifiedProgress = Progress<{ message: string; increment: number }>;

/**
 * Gives the button that was chosen. Whatever a sentence quotes, nothing in it becomes a link: VS Code makes
 * some, also to commands, of Markdown in its messages.
 */
export function showMessage(
  severity: Severity,
  sentence: string,
  ...buttons: readonly string[]
): Thenable<string | undefined> {
  const text = withoutLinks(sentence);
  switch (severity) {
    case 'information':
      return window.showInformationMessage(text, ...buttons);
    case 'warning':
      return window.showWarningMessage(text, ...buttons);
    case 'error':
      return window.showErrorMessage(text, ...buttons);
  }
}

/** Whether the person agrees; nothing else can be done before. */
export async function isAgreed(
  severity: 'information' | 'warning',
  { question, detail, proceed }: Question,
): Promise<boolean> {
  const options = { modal: true, detail };
  const answer =
    severity === 'information'
      ? await window.showInformationMessage(question, options, proceed)
      : await window.showWarningMessage(question, options, proceed);
  return answer === proceed;
}

/** A notification for as long as the work takes, with a button that cancels it; it has no links either. */
export function notifyWhile<Result>(
  title: string,
  cancel: AbortController,
  work: (progress: NotifiedProgress) => Thenable<Result>,
): Thenable<Result> {
  const location = ProgressLocation.Notification;
  const options = { location, title: withoutLinks(title), cancellable: true };
  return window.withProgress<Result>(options, (progress: NotifiedProgress, token) => {
    token.onCancellationRequested(() => {
      cancel.abort();
    });
    return work(progress);
  });
}
