import assert from 'node:assert/strict';

import { LogLines } from '../../../support/logs/logLines';

/** All lines of answers that hold ever more of one log. */
export function linesOf(answers: readonly string[]): string[] {
  const text = new LogLines();
  const lines: string[] = [];
  for (const answer of answers) {
    const update = text.update(answer);
    assert.equal(update.restarted, false);
    lines.push(...update.lines);
  }
  return [...lines, ...text.end()];
}
