import { l10n } from '../../host/localization';
import { notifyWhile } from '../../host/messages';
import type { ReferenceList } from '../../prediction/referenceList';
import type { ReferenceReader } from './referenceReader';
import type { Text } from './text';

/** Milliseconds that nobody calls waiting. */
const shortTime = 500;

/** Reads a text; where that takes a while it says so, with Cancel. Gives undefined when cancelled. */
export async function readPatiently(
  reader: ReferenceReader,
  text: Text,
): Promise<ReferenceList | undefined> {
  const cancel = new AbortController();
  const reading = reader.read(text, cancel.signal);
  const timer = setTimeout(() => {
    showProgress(reading, cancel);
  }, shortTime);
  try {
    return await reading;
  } catch (failure) {
    if (cancel.signal.aborted) return undefined;
    throw failure;
  } finally {
    clearTimeout(timer);
  }
}

function showProgress(reading: Promise<unknown>, cancel: AbortController): void {
  const title = l10n.t('Finding the predictions in this text');
  void notifyWhile(title, cancel, () => reading.catch(() => undefined));
}
