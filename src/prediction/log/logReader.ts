import { unseenUnits } from '../displayText';
import { isMatchAt } from '../textScan';
import { redrawsBehind } from './barRedraws';
import { screenWidth, type LogScreen } from './logScreen';
import { pastColour, readTerminalSequence, withoutColours } from './terminalSequence';

const escape = '\u001b';
/** What a terminal obeys. */
const control = new RegExp(`[\n\r\b${escape}]`, 'g');
/** What may make a line more than text: control characters but line feeds, and what each bar has. */
const special = new RegExp(`[${unseenUnits}%[]`, 'g');
/** A colour may stand within. */
const clock = new RegExp(String.raw`\d+:\d|\d*:?${escape}`, 'y');

/** Writes a log to a screen as it comes, however it is split. */
export class LogReader {
  /** The beginning of a sequence that may go on. */
  #unread = '';
  /** In what is being read, the next places of those, looked for only when passed. */
  #special = -1;
  #lineFeed = -1;

  constructor(private readonly screen: LogScreen) {}

  read(more: string): void {
    const text = this.#unread + more;
    this.#unread = '';
    this.#special = -1;
    this.#lineFeed = -1;
    for (let at = 0; at < text.length;) {
      if (this.screen.isOnNewRow) at = this.#readLines(text, at);
      const end = placeOf(control, text, at);
      if (end > at) this.screen.write(text.slice(at, end));
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

  /** Reads the lines that are whole, and text alone. Gives the place behind them. */
  #readLines(text: string, at: number): number {
    while (true) {
      if (this.#special < at) this.#special = placeOfSpecial(text, at);
      if (this.#lineFeed < at) this.#lineFeed = placeOfLineFeed(text, at);
      // No line of so short a part is wider than the screen.
      const end = Math.min(this.#special, at + screenWidth);
      if (this.#lineFeed >= end) return at;
      const linesEnd = text.lastIndexOf('\n', end - 1) + 1;
      this.screen.writeLines(withoutColours(text.slice(at, linesEnd)));
      at = linesEnd;
    }
  }

  /** Gives the place after the control character, or sequence, that stands at `at`. */
  #obey(text: string, at: number): number {
    switch (text.charAt(at)) {
      case '\n':
        this.screen.newLine();
        return this.screen.isOnNewRow ? this.#takeRedraws(text, at + 1) : at + 1;
      case '\r':
        this.screen.toStart();
        return this.#takeRedraws(text, at + 1);
      case '\b':
        this.screen.back(1);
        return at + 1;
      case escape:
        return this.#obeySequence(text, at);
      default:
        return at;
    }
  }

  /** Takes the bar's drawings that follow, of which only the last one matters. Gives where they end. */
  #takeRedraws(text: string, at: number): number {
    const { lastBar } = this.screen;
    const redraws = lastBar === undefined ? undefined : redrawsBehind(lastBar, text, at);
    if (redraws === undefined) return at;
    if (text[at - 1] === '\n') this.screen.passRows(redraws.replaced);
    this.screen.redraw(redraws.last);
    return redraws.lineEnd;
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

/** The place of the next one, or the text's end. */
function placeOfLineFeed(text: string, at: number): number {
  const place = text.indexOf('\n', at);
  return place < 0 ? text.length : place;
}

/** Where the next line is that is more than text. */
function placeOfSpecial(text: string, at: number): number {
  let place = placeOf(special, text, at);
  while (place < text.length) {
    const end = pastOrdinary(text, place);
    if (end === place) break;
    place = placeOf(special, text, end);
  }
  return place;
}

/** The place behind a colour, or behind a bracket that is no bar's: in a bar it opens before a clock. */
function pastOrdinary(text: string, at: number): number {
  if (text.startsWith(escape, at)) return pastColour(text, at);
  return text.startsWith('[', at) && !isMatchAt(clock, text, at + 1) ? at + 1 : at;
}

/** The place of the character that is found at or behind `at`, or the text's end. */
function placeOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - 1 : text.length;
}
