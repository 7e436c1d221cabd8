import { reasonInLog } from './log/reasonInLog';
import type { Prediction } from './prediction';

/** Words of an error that only repeat that there is one. */
const empty =
  /^(?:an? )?(?:unknown |unexpected |internal |server )*(?:error|exception|failed|failure|none|null)(?: occurred)?$/i;
const emptyStart = /^prediction (?:failed|interrupted|error)\b/i;

/** Why it failed: its error, or the last line of a traceback in its log where the error says less. */
export function failureReason({ status, error, logs }: Prediction): string {
  const said = error.trim();
  if (status !== 'failed' || (said !== '' && !mayLackReason(said))) return error;
  const reason = reasonInLog(logs);
  return reason === '' ? error : reason;
}

/** The bare name of an exception is as little as no word at all. */
function mayLackReason(said: string): boolean {
  const words = said.replace(/[\s.:!]+$/, '');
  return empty.test(words) || emptyStart.test(words) || /^[\w.]+(?:Error|Exception)$/.test(words);
}
