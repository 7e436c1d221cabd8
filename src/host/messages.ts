import { ProgressLocation, window, type Progress } from 'vscode';

export type Severity = 'information' | 'warning' | 'error';

export interface Question {
  readonly question: string;
  readonly detail: string;
  /** The button by which a person agrees. */
  readonly proceed: string;
}

export type NotifiedProgress = Progress<{ message: string; increment: number }>;

/** Gives the button that was chosen. Nothing that the sentence quotes becomes a link. */
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

/** A notification for as long as the work takes, with a button that cancels it; its title has no links either. */
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

/** VS Code makes links, also to commands, of `[text](target)` in its messages; servers must not. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
