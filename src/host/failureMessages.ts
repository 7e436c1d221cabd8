import { commands, window } from 'vscode';

import { ApiError } from '../client/apiError';
import { describeApiError } from '../client/apiErrorSentence';
import { l10n } from './localization';
import type { LogChannel } from './logChannel';
import { showMessage } from './messages';
import { withoutIcons } from './plainText';
import { UserError, type Remedy } from './userError';

/** Shows failures to people, each as one sentence with buttons that do what it proposes. */
export class FailureMessages {
  constructor(private readonly log: LogChannel) {}

  /** @param ownRemedies Offered first, where the failure is one of the API's. */
  show(failure: unknown, ownRemedies: readonly Remedy[] = []): void {
    if (failure instanceof ApiError) {
      this.#showApiError(failure, ownRemedies);
      return;
    }
    if (failure instanceof UserError) {
      offer(failure.message, failure.remedies);
      return;
    }
    this.log.report(failure);
    offer(l10n.t('Something went wrong in DeerAPI Predictions: its log has the details.'), [
      { title: l10n.t('Show Log'), command: '_deerapi.showChannel' },
    ]);
  }

  #showApiError(error: ApiError, ownRemedies: readonly Remedy[]): void {
    const sentence = describeApiError(error, l10n);
    if (error.kind === 'cancelled') {
      window.setStatusBarMessage(withoutIcons(sentence), 5000);
      return;
    }
    this.log.report(sentence);
    offer(sentence, [...remediesFor(error), ...ownRemedies]);
  }
}

function offer(sentence: string, remedies: readonly Remedy[]): void {
  void showMessage('error', sentence, ...remedies.map(({ title }) => title)).then((chosen) => {
    const remedy = remedies.find(({ title }) => title === chosen);
    if (remedy === undefined) return undefined;
    return commands.executeCommand(remedy.command, ...(remedy.arguments ?? []));
  });
}

function remediesFor({ kind }: ApiError): Remedy[] {
  switch (kind) {
    case 'no-key':
    case 'key-refused':
    case 'quota-exhausted':
    case 'forbidden':
      return [{ title: l10n.t('Set API Key…'), command: 'deerapi.setApiKey' }];
    case 'redirected':
    case 'web-page':
    case 'unknown-answer':
    case 'refused':
    case 'connection-refused':
    case 'host-not-found':
      return [openSettings('deerapi.baseUrl')];
    case 'timed-out':
      return [openSettings('deerapi.requestTimeout')];
    case 'certificate':
    case 'proxy-refused':
    case 'network':
      return [openSettings('http.proxy')];
    case 'not-found':
    case 'rate-limited':
    case 'server-error':
    case 'empty-answer':
    case 'broken-answer':
    case 'too-large':
    case 'connection-lost':
    case 'cancelled':
      return [];
  }
}

function openSettings(query: string): Remedy {
  return {
    title: l10n.t('Open Settings'),
    command: 'workbench.action.openSettings',
    arguments: [query],
  };
}
