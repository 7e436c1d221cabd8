import { displayText } from './displayText';
import { isSameBar, readProgressBar, type DrawnLine, type ProgressBar } from './progress';

export interface LogUpdate {
  /** The lines that are new and will not change any more. */
  readonly lines: readonly string[];
  /** The log is not a continuation of the one before: all of it is in `lines` again. */
  readonly restarted: boolean;
}

/**
 * What a terminal would show of a log that comes whole with every answer. Reads only what is new.
 * A progress bar becomes one line when it ends, however often it was redrawn.
 */
export class LogText {
  #seen = '';
  #unfinished = '';
  #overwritable = '';
  #drawn: DrawnLine | undefined;

  /** @param log The whole log as the last answer has it. */
  update(log: string): LogUpdate {
    const restarted = !log.startsWith(this.#seen);
    if (restarted) this.#reset();
    const pieces = (this.#unfinished + log.slice(this.#seen.length)).split(/([\r\n])/);
    this.#seen = log;
    this.#unfinished = pieces.pop() ?? '';
    const lines: string[] = [];
    for (let index = 0; index + 1 < pieces.length; index += 2) {
      this.#read(pieces[index] ?? '', pieces[index + 1] === '\n', lines);
    }
    return { lines, restarted };
  }

  /** The lines still held back, once the log has ended. */
  end(): readonly string[] {
    const lines: string[] = [];
    const rest = this.#unfinished;
    this.#unfinished = '';
    if (rest !== '' || this.#overwritable !== '') this.#read(rest, true, lines);
    this.#settleBar(lines);
    return lines;
  }

  /** The bar that is being drawn at the log's end, if one is and it is not full. */
  get bar(): ProgressBar | undefined {
    const bar = readProgressBar(displayText(this.#unfinished))?.bar ?? this.#drawn?.bar;
    return bar !== undefined && bar.current < bar.total ? bar : undefined;
  }

  #read(piece: string, endsLine: boolean, lines: string[]): void {
    const text = displayText(piece);
    const drawn = readProgressBar(text);
    if (drawn !== undefined) {
      this.#draw(drawn, lines);
      return;
    }
    if (!endsLine) {
      if (text !== '') this.#overwritable = text;
      return;
    }
    const line = text === '' ? this.#overwritable : text;
    this.#overwritable = '';
    // A bar's own line break is no empty line.
    if (line === '' && this.#drawn !== undefined) return;
    this.#settleBar(lines);
    lines.push(line);
  }

  #draw(drawn: DrawnLine, lines: string[]): void {
    if (this.#drawn !== undefined && !isSameBar(this.#drawn.bar, drawn.bar)) this.#settleBar(lines);
    this.#drawn = drawn;
    this.#overwritable = '';
    if (drawn.rest === '') return;
    const next = readProgressBar(drawn.rest);
    if (next !== undefined) this.#draw(next, lines);
    else lines.push(drawn.rest);
  }

  #settleBar(lines: string[]): void {
    if (this.#drawn !== undefined) lines.push(this.#drawn.drawing);
    this.#drawn = undefined;
  }

  #reset(): void {
    this.#seen = '';
    this.#unfinished = '';
    this.#overwritable = '';
    this.#drawn = undefined;
  }
}
