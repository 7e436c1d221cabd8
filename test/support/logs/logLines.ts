import assert from 'node:assert/strict';

import type { LogBlock } from '../../../src/prediction/log/logBlock';
import { LogText, type LogUpdate } from '../../../src/prediction/log/logText';
import type { LogProgress } from '../../../src/prediction/log/progress';
import type { Stage } from '../../../src/prediction/log/stageBar';

export interface LinesUpdate {
  readonly lines: readonly string[];
  readonly restarted: boolean;
  readonly hasMore: boolean;
}

/** A {@link LogText} that gives lines, and asserts that its blocks are what they say. */
export class LogLines {
  readonly #text = new LogText();
  #lineCount = 0;
  #barLines = new Set<number>();

  /** The places of those lines that are what is left of a bar. */
  get barLines(): ReadonlySet<number> {
    return this.#barLines;
  }

  get tail(): readonly string[] {
    return this.#text.tail;
  }

  get progress(): LogProgress {
    return this.#text.progress;
  }

  lineOf(stage: Stage): number | undefined {
    return this.#text.lineOf(stage);
  }

  update(log: string, most?: number): LinesUpdate {
    return this.#linesOf(this.#text.update(log, most));
  }

  *slices(log: string): Generator<LinesUpdate, void> {
    for (const update of this.#text.slices(log)) yield this.#linesOf(update);
  }

  end(): string[] {
    return this.#add(this.#text.end());
  }

  #linesOf({ blocks, restarted, hasMore }: LogUpdate): LinesUpdate {
    if (restarted) {
      this.#lineCount = 0;
      this.#barLines = new Set();
    }
    return { lines: this.#add(blocks), restarted, hasMore };
  }

  #add(blocks: readonly LogBlock[]): string[] {
    return blocks.flatMap((block) => {
      const lines = linesIn([block]);
      assert.ok(lines.length > 0 && (!block.isBar || lines.length === 1));
      if (block.isBar) this.#barLines.add(this.#lineCount);
      this.#lineCount += lines.length;
      return lines;
    });
  }
}

/** The lines of blocks, each of which has as many as it says. */
export function linesIn(blocks: readonly LogBlock[]): string[] {
  return blocks.flatMap(({ text, lineCount }) => {
    const lines = text.split('\n');
    assert.equal(lines.pop(), '');
    assert.equal(lines.length, lineCount);
    return lines;
  });
}
