import { LibraryReports, type LibraryReport } from '../library/libraryReport';
import { describeReport } from '../library/libraryReportSentence';
import { l10n } from './localization';
import type { LogChannel } from './logChannel';
import { showMessage } from './messages';

/** Tells the person of trouble with what is kept on disk. */
export class LibraryMessages {
  /** For all that is kept: the same may befall predictions, their files and what windows agree by. */
  readonly reports = new LibraryReports(
    (report) => {
      this.#show(report);
    },
    (report) => {
      this.channel.report(report);
    },
  );
  #isShown = false;

  constructor(private readonly channel: LogChannel) {}

  /** More trouble while a message is there stands in the log alone. */
  #show(report: LibraryReport): void {
    if (this.#isShown) return;
    this.#isShown = true;
    const showLog = l10n.t('Show Log');
    void showMessage('warning', describeReport(report, l10n), showLog).then((chosen) => {
      this.#isShown = false;
      if (chosen === showLog) this.channel.show();
    });
  }
}
