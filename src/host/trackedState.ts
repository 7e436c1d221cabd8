import { l10n } from 'vscode';

import { ApiError } from '../client/apiError';
import { describeApiError } from '../client/apiErrorSentence';
import { formatDuration } from '../prediction/summary';
import type { TrackedPrediction } from '../tracking/trackedPrediction';

/** Why what is shown is old: `offline · retrying in 4 s` · `as of 10:42:07`; empty where it is not. */
export function describeFailure({ failure, answeredAt }: TrackedPrediction): string {
  if (failure === undefined) return '';
  const { error, retryAt } = failure;
  const cause = causeOf(error);
  if (retryAt === undefined) {
    return `${cause} · ${l10n.t('as of {0}', new Date(answeredAt).toLocaleTimeString())}`;
  }
  const seconds = Math.max(1, Math.round((retryAt - Date.now()) / 1000));
  return `${cause} · ${l10n.t('retrying in {0}', formatDuration(seconds, l10n))}`;
}

/** The same in whole sentences; empty where what is shown is not old. */
export function explainFailure({ failure, answeredAt }: TrackedPrediction): string {
  if (failure === undefined) return '';
  const { error } = failure;
  const cause = error instanceof ApiError ? describeApiError(error, l10n) : error.message;
  const age = l10n.t('What you see is of {0}.', new Date(answeredAt).toLocaleTimeString());
  return `${cause} ${age}`;
}

function causeOf(error: Error): string {
  if (!(error instanceof ApiError)) return l10n.t('not updated');
  if (error.isOffline) return l10n.t('offline');
  const { status } = error.details;
  return status === undefined || status === 200
    ? l10n.t('not updated')
    : l10n.t('HTTP {0}', status);
}
