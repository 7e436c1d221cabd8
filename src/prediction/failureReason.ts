import { reasonInLog } from './log/reasonInLog';
import type { Prediction } from './prediction';

/** Whole errors that only repeat that there is one. */
const saysNothing = [
  /^(?:an? )?(?:unknown |unexpected |internal |server |prediction )*(?:error|exception|failed|failure|none|null)(?: occurred)?$/i,
  /^prediction failed for an unknown reason(?:\. It might have run out of memory\?)?(?: \(exit ?code -?\d+\))?$/i,
  // The bare name of an exception is as little as no word at all.
  /^[\w.]+(?:Error|Exception)$/,
];

/** Why it failed: its error, or the last line of a traceback in its log where the error says nothing. */
export function failureReason({ status, error, logs }: Prediction): string {
  if (status !== 'failed' || !isEmpty(error)) return error;
  const reason = reasonInLog(logs);
  return reason === '' ? error : reason;
}

/** The server's words and, on a line below, the reason where that is another. */
export function failureText(prediction: Prediction): string {
  const texts = new Set([prediction.error, failureReason(prediction)]);
  return [...texts].filter((text) => text !== '').join('\n');
}

function isEmpty(error: string): boolean {
  const words = error.trim().replace(/[\s.:!]+$/, '');
  return words === '' || saysNothing.some((pattern) => pattern.test(words));
}
