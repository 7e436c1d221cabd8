import { utf8Mark } from '../../host/utf8Mark';
import type { Localization } from '../../prediction/localization';
import type { GrowingLog } from '../../prediction/log/growingLog';
import type { Stage } from '../../prediction/log/stageBar';
import { GrowingBytes } from './growingBytes';
import { Tracebacks, type Traceback } from './tracebacks';

/** UTF-16 units: VS Code colours no text of more than 20 MB, and gives none over 50 MB to extensions. */
const mostShown = 12_000_000;
/** What is left of more: so much is cut at once that it need not be done with each answer. */
const keptOfMore = 9_000_000;
/** Units that are taken over in some milliseconds. */
const stepLength = 1_000_000;

/** A log as its document shows it: the lines so far and what a terminal has behind them. */
export class ShownLog {
  #log: GrowingLog | undefined;
  #restarts = 0;
  #tracebacks = new Tracebacks();
  /** Blocks in which tracebacks were looked for. */
  #searched = 0;
  /** The first block that is shown, and what stands before it. */
  #first = 0;
  #unitsBefore = 0;
  #linesBefore = 0;
  /** The notice, and the blocks from the first one up to this one. */
  #bytes = new GrowingBytes(utf8Mark);
  #encoded = 0;

  constructor(private readonly l10n: Localization) {}

  /** UTF-16 units. */
  get length(): number {
    return this.#log === undefined ? 0 : this.#log.length - this.#unitsBefore;
  }

  get isEmpty(): boolean {
    return this.#encoded === 0 && this.#tail() === '';
  }

  /** The text in UTF-8 behind its mark. It stays as it is. */
  get bytes(): Uint8Array {
    const { all } = this.#bytes;
    const tail = this.#tail();
    // Copied only where it must be: what is yet to come will stand in the tail's place.
    return tail === '' ? all : Buffer.concat([all, Buffer.from(tail)]);
  }

  /** Takes over what is new in the log, or all of another one, in steps of some milliseconds. */
  *take(log: GrowingLog): Generator<void, void> {
    while (true) {
      if (log !== this.#log || log.restarts !== this.#restarts) this.#beginWith(log);
      if (this.length > mostShown) this.#cut(log);
      this.#takeSome(log);
      if (this.#encoded === log.blocks.length) return;
      yield;
    }
  }

  /** Those that have a line, each with its place in the text. */
  get stages(): { readonly stage: Stage; readonly line: number }[] {
    const log = this.#log;
    if (log === undefined) return [];
    return log.progress.stages.flatMap((stage) => {
      const line = this.#shownLine(log.lineOf(stage));
      return line === undefined ? [] : [{ stage, line }];
    });
  }

  get tracebacks(): { readonly traceback: Traceback; readonly line: number }[] {
    return this.#tracebacks.all.flatMap((traceback) => {
      const line = this.#shownLine(traceback.line);
      return line === undefined ? [] : [{ traceback, line }];
    });
  }

  #beginWith(log: GrowingLog): void {
    this.#log = log;
    this.#restarts = log.restarts;
    this.#tracebacks = new Tracebacks();
    this.#searched = 0;
    this.#first = 0;
    this.#unitsBefore = 0;
    this.#linesBefore = 0;
    this.#bytes = new GrowingBytes(utf8Mark);
    this.#encoded = 0;
  }

  /** Leaves the first blocks out. */
  #cut({ blocks, length }: GrowingLog): void {
    for (const { text, lineCount } of blocks.slice(this.#first)) {
      if (length - this.#unitsBefore <= keptOfMore) break;
      this.#first++;
      this.#unitsBefore += text.length;
      this.#linesBefore += lineCount;
    }
    this.#bytes = new GrowingBytes(utf8Mark + this.#notice());
    this.#encoded = this.#first;
  }

  #takeSome({ blocks }: GrowingLog): void {
    let units = 0;
    for (; units < stepLength; this.#searched++) {
      const block = blocks[this.#searched];
      if (block === undefined) break;
      this.#tracebacks.read(block);
      units += block.text.length;
    }
    for (; units < stepLength; this.#encoded++) {
      const block = blocks[this.#encoded];
      if (block === undefined) break;
      this.#bytes.add(block.text);
      units += block.text.length;
    }
  }

  #tail(): string {
    return this.#log?.tail.join('\n') ?? '';
  }

  #notice(): string {
    return `${this.l10n.t('(the first {0} lines are left out: the editor shows no more than the last 12 million characters)', this.#linesBefore)}\n`;
  }

  #shownLine(line: number | undefined): number | undefined {
    if (line === undefined || line < this.#linesBefore) return undefined;
    return this.#linesBefore === 0 ? line : line - this.#linesBefore + 1;
  }
}
