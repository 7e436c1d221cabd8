import type { ShownLog } from '../../../src/features/log/shownLog';
import type { GrowingLog } from '../../../src/prediction/log/growingLog';

/** The document's text once it has taken over all of the log. */
export function shownText(shown: ShownLog, log: GrowingLog): string {
  while (shown.take(log).next().done !== true);
  return Buffer.concat(shown.bytes).toString();
}
