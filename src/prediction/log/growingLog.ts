import type { LogBlock } from './logBlock';
import { LogText } from './logText';
import type { LogProgress } from './progress';
import type { Stage } from './stageBar';

/** All lines of a log as far as it was read, each of which stays as it is. */
export class GrowingLog {
  #text = new LogText();
  #blocks: LogBlock[] = [];
  #length = 0;
  #restarts = 0;
  /** The whole log, once nothing more was to come. */
  #ended: string | undefined;

  get blocks(): readonly LogBlock[] {
    return this.#blocks;
  }

  /** Units of all blocks. */
  get length(): number {
    return this.#length;
  }

  /** How often the log was another than before, so that the lines began anew. */
  get restarts(): number {
    return this.#restarts;
  }

  get progress(): LogProgress {
    return this.#text.progress;
  }

  /** What a terminal shows behind the lines so far. */
  get tail(): readonly string[] {
    return this.#text.tail;
  }

  /** As {@link LogText.lineOf}. */
  lineOf(stage: Stage): number | undefined {
    return this.#text.lineOf(stage);
  }

  /** Takes over the log as the last answer has it. Of a long one it stops after each part. */
  *read(log: string, hasEnded: boolean): Generator<void, void> {
    if (this.#ended !== undefined && this.#ended !== log) this.#forget();
    for (const { blocks, restarted, hasMore } of this.#text.slices(log)) {
      if (restarted) this.#beginAnew();
      this.#add(blocks);
      if (hasMore) yield;
    }
    if (!hasEnded || this.#ended !== undefined) return;
    this.#ended = log;
    this.#add(this.#text.end());
  }

  #add(blocks: readonly LogBlock[]): void {
    if (this.#blocks.length === 0) this.#blocks = [...blocks];
    else for (const block of blocks) this.#blocks.push(block);
    for (const { text } of blocks) this.#length += text.length;
  }

  /** What had ended is another log. */
  #forget(): void {
    this.#text = new LogText();
    this.#ended = undefined;
    this.#beginAnew();
  }

  #beginAnew(): void {
    this.#blocks = [];
    this.#length = 0;
    this.#restarts++;
  }
}
