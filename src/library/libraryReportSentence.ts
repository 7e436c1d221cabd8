import { basename } from 'node:path';

import type { Localization } from '../prediction/localization';
import { codeOf, hasNoRoom } from './fileErrors';
import { errorOf, isOfReadOnlyStorage, type LibraryReport } from './libraryReport';

/** What happened, and what a person can do. */
export function describeReport(report: LibraryReport, l10n: Localization): string {
  const name = basename(report.file);
  const error = errorOf(report);
  if (hasNoRoom(error)) {
    return l10n.t(
      'The disk is full: what is new of tracked predictions is not saved until there is room.',
    );
  }
  if (isOfReadOnlyStorage(report)) {
    return l10n.t(
      'What is new of tracked predictions, or of their outputs, cannot be saved ({0}): see the log for the place.',
      reasonOf(error),
    );
  }
  switch (report.type) {
    case 'not-written':
      return l10n.t(
        'What is new of tracked predictions cannot be saved ({0}): see the log for the place.',
        reasonOf(report.error),
      );
    case 'lease-not-written':
      return l10n.t(
        'The open windows cannot agree on which of them follows predictions ({0}), so each may: see the log for the place.',
        reasonOf(report.error),
      );
    case 'output-trouble':
      return l10n.t(
        'There is trouble with outputs on the disk ({0}), and some may not be kept: see the log for the place.',
        reasonOf(report.error),
      );
    case 'not-read':
      return l10n.t(
        'Tracked predictions cannot be read from the disk ({0}): see the log for the place, and reload the window.',
        reasonOf(report.error),
      );
    case 'set-aside':
      return l10n.t(
        'The file {0} of a tracked prediction is damaged. It is set aside; all others are here.',
        name,
      );
    case 'from-newer-version':
      return l10n.t(
        'A newer version of this extension wrote {0}: update the extension here to see that prediction.',
        name,
      );
  }
}

/** Such as `EACCES`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return codeOf(error) || error.message;
}
