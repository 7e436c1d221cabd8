import { ApiError } from '../client/apiError';
import { describeApiError } from '../client/apiErrorSentence';
import { sentences } from '../prediction/localization';
import { formatTime } from '../prediction/moments';
import { isTerminal } from '../prediction/prediction';
import { formatDuration } from '../prediction/summary';
import type { TrackedPrediction } from '../tracking/trackedPrediction';
import { l10n } from './localization';

/**
 * Why what is shown is not being updated: `paused` · `offline · retrying in 4 s` ·
 * `HTTP 401 · as of 10:42:07`; empty where it is.
 */
export function describeStaleness(tracked: TrackedPrediction): string {
  const { failure, marks, answeredAt, brief } = tracked;
  if (marks.has('gone')) {
    return answeredAt === 0 ? l10n.t('not found') : l10n.t('no longer on the server');
  }
  if (marks.has('paused') && !isTerminal(brief)) return l10n.t('paused');
  if (failure === undefined) return '';
  const { error, retryAt } = failure;
  const cause = causeOf(error);
  if (retryAt !== undefined) {
    const seconds = Math.round((retryAt - Date.now()) / 1000);
    if (seconds < 1) return `${cause} · ${l10n.t('retrying now')}`;
    return `${cause} · ${l10n.t('retrying in {0}', formatDuration(seconds, l10n))}`;
  }
  return answeredAt === 0
    ? cause
    : `${cause} · ${l10n.t('as of {0}', formatTime(answeredAt, l10n))}`;
}

/** The same in whole sentences; empty where what is shown is not old. */
export function explainStaleness({ failure, marks, answeredAt }: TrackedPrediction): string {
  if (failure === undefined) {
    return marks.has('gone') ? l10n.t('The server no longer has it; what was kept is here.') : '';
  }
  const { error } = failure;
  const cause = error instanceof ApiError ? describeApiError(error, l10n) : error.message;
  if (answeredAt === 0) return cause;
  return sentences([cause, l10n.t('What you see is of {0}.', formatTime(answeredAt, l10n))], l10n);
}

function causeOf(error: Error): string {
  if (!(error instanceof ApiError)) return l10n.t('not updated');
  if (error.isOffline) return l10n.t('offline');
  if (error.kind === 'no-key') return l10n.t('no API key');
  const { status } = error.details;
  return status === undefined || status === 200
    ? l10n.t('not updated')
    : l10n.t('HTTP {0}', String(status));
}
