import type { Localization } from '../../prediction/localization';
import { isTerminal, type PredictionBrief } from '../../prediction/prediction';

/** What stands in place of a log that is empty. */
export function describeNoLog(brief: PredictionBrief | undefined, l10n: Localization): string {
  if (brief === undefined) {
    return l10n.t('This prediction is no longer tracked: look it up to see its log.');
  }
  if (brief.dataRemoved) return l10n.t('The server has removed the log of this prediction.');
  if (isTerminal(brief)) return l10n.t('This prediction wrote no log.');
  return l10n.t('This prediction has not written a log yet.');
}
