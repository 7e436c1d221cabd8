import { LogText } from './logText';
import type { LogProgress } from './progress';

/** All lines of a log as far as it was read, each of which stays as it is. */
export class GrowingLog {
  #text = new LogText();
  #lines: string[] = [];
  #restarts = 0;
  #hasEnded = false;

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** How often the log was another than before, so that the lines began anew. */
  get restarts(): number {
    return this.#restarts;
  }

  get progress(): LogProgress {
    return this.#text.progress;
  }

  /** What a terminal shows behind these lines, which may still change. */
  get tail(): readonly string[] {
    return this.#hasEnded ? [] : this.#text.tail;
  }

  /** Whether the line at that place is what is left of a progress bar. */
  isBar(place: number): boolean {
    return this.#text.barLines.has(place);
  }

  /** Takes over the log as the last answer has it. Of a long one it stops after each part. */
  *read(log: string, hasEnded: boolean): Generator<void, void> {
    for (const { lines, restarted, hasMore } of this.#text.slices(log)) {
      if (restarted) this.#beginAnew();
      if (this.#lines.length === 0) this.#lines = [...lines];
      else for (const line of lines) this.#lines.push(line);
      if (hasMore) yield;
    }
    if (!hasEnded || this.#hasEnded) return;
    this.#hasEnded = true;
    for (const line of this.#text.end()) this.#lines.push(line);
  }

  #beginAnew(): void {
    this.#lines = [];
    this.#restarts++;
  }
}
