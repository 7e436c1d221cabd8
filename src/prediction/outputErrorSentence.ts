import type { Localization } from './localization';
import { OutputError } from './outputError';

/** One sentence that says why an output's file could not be had. */
export function describeOutputError(failure: unknown, l10n: Localization): string {
  if (!(failure instanceof OutputError)) return describeDiskError(failure, l10n);
  switch (failure.kind) {
    case 'gone':
      return l10n.t('Its server has already deleted it: outputs are kept there for one hour.');
    case 'address-refused':
      return l10n.t('Its address is not on the open internet over https, so it is not fetched.');
    case 'too-large':
      return l10n.t('It is too large to be fetched.');
    case 'unreachable':
      return l10n.t('Its server did not send it.');
    case 'canceled':
      return l10n.t('You canceled it before it was fetched.');
  }
}

function describeDiskError(failure: unknown, l10n: Localization): string {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return l10n.t('The disk is full: make room, and try again.');
  }
  if (code === '') return l10n.t('It could not be kept on the disk: see the log.');
  return l10n.t('It could not be kept on the disk ({0}): see the log.', code);
}
