import assert from 'node:assert/strict';

import type { ShownLog } from '../../../src/features/log/shownLog';
import { utf8Mark } from '../../../src/host/utf8Mark';
import type { GrowingLog } from '../../../src/prediction/log/growingLog';

/** The document's text once it has taken over all of the log. */
export function shownText(shown: ShownLog, log: GrowingLog): string {
  while (shown.take(log).next().done !== true);
  return textOf(shown);
}

/** Without the mark. */
export function textOf({ bytes }: ShownLog): string {
  const text = Buffer.from(bytes).toString();
  assert.ok(text.startsWith(utf8Mark));
  return text.slice(utf8Mark.length);
}
