import type { FailureMessages } from '../../host/failureMessages';
import type { ReadOnlyDocuments } from '../../host/readOnlyDocuments';
import type { LogChannel } from '../../host/logChannel';
import type { Settings } from '../../host/settings';
import type { OutputArchive } from '../../library/archive/outputArchive';
import type { Tracker } from '../../tracking/tracker';

/** What the commands about outputs work with. */
export interface OutputParts {
  readonly tracker: Tracker;
  readonly archive: Pick<OutputArchive, 'keep'>;
  readonly settings: Pick<Settings, 'outputFileName'>;
  readonly documents: ReadOnlyDocuments;
  readonly channel: LogChannel;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}
