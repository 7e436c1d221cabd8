import { redrawsBehind } from './barRedraws';
import { screenWidth, type LogScreen } from './logScreen';
import { NextPlace } from './nextPlace';
import { pastColour, readTerminalSequence } from './terminalSequence';

const escape = '\u001b';

/** Writes a log to a screen as it comes, however it is split. */
export class LogReader {
  /** The beginning of a sequence that may go on. */
  #unread = '';

  constructor(private readonly screen: LogScreen) {}

  read(more: string): void {
    const text = this.#unread + more;
    this.#unread = '';
    const pieces = new Pieces(text);
    for (let at = 0; at < text.length;) {
      const end = pieces.endOf(at);
      if (pieces.isTextLine(at, end) && this.screen.isOnNewRow) {
        this.screen.writeLine(text.slice(at, end));
        at = end + 1;
        continue;
      }
      if (end > at) this.screen.write(text.slice(at, end), pieces.mayHoldBar(at, end));
      at = this.#obey(text, end);
    }
    this.screen.showBars();
  }

  /** The lines of text that may yet change. */
  get untold(): string[] {
    return this.screen.untold;
  }

  /** Nothing more will come. */
  end(): void {
    this.#unread = '';
    this.screen.end();
  }

  /** Gives the place after the control character, or sequence, that stands at `at`. */
  #obey(text: string, at: number): number {
    switch (text.charAt(at)) {
      case '\n':
        this.screen.newLine();
        return this.screen.isOnNewRow ? this.#passRedraws(text, at + 1) : at + 1;
      case '\r':
        this.screen.toStart();
        return this.#passRedraws(text, at + 1);
      case '\b':
        this.screen.back(1);
        return at + 1;
      case escape:
        return this.#obeySequence(text, at);
      default:
        return at;
    }
  }

  /** Gives the place from which there is something to read. */
  #passRedraws(text: string, at: number): number {
    const { lastBar } = this.screen;
    if (lastBar === undefined) return at;
    const { start, count } = redrawsBehind(lastBar, text, at);
    if (text[at - 1] === '\n') this.screen.passRows(count);
    return start;
  }

  #obeySequence(text: string, at: number): number {
    const colourEnd = pastColour(text, at);
    if (colourEnd > at) return colourEnd;
    const sequence = readTerminalSequence(text, at);
    if (sequence === undefined) {
      this.#unread = text.slice(at);
      return text.length;
    }
    this.screen.obey(sequence);
    return sequence.end;
  }
}

/** A text as control characters part it. Each search goes through it once. */
class Pieces {
  readonly #lineFeeds: NextPlace;
  readonly #returns: NextPlace;
  readonly #backspaces: NextPlace;
  readonly #escapes: NextPlace;
  readonly #percents: NextPlace;
  readonly #brackets: NextPlace;

  constructor(private readonly text: string) {
    this.#lineFeeds = new NextPlace(text, '\n');
    this.#returns = new NextPlace(text, '\r');
    this.#backspaces = new NextPlace(text, '\b');
    this.#escapes = new NextPlace(text, escape);
    this.#percents = new NextPlace(text, '%');
    this.#brackets = new NextPlace(text, '[');
  }

  /** The place of the next control character, or the text's end. */
  endOf(at: number): number {
    return Math.min(
      this.#lineFeeds.from(at),
      this.#returns.from(at),
      this.#backspaces.from(at),
      this.#escapes.from(at),
    );
  }

  /** Each bar has one of them. */
  mayHoldBar(at: number, end: number): boolean {
    return this.#percents.from(at) < end || this.#brackets.from(at) < end;
  }

  /** A line that is whole, and text alone. */
  isTextLine(at: number, end: number): boolean {
    const isLine = end < this.text.length && this.#lineFeeds.from(at) === end;
    return isLine && end - at <= screenWidth && !this.mayHoldBar(at, end);
  }
}
