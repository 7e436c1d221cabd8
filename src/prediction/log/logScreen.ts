import { cutText, evidentText } from '../displayText';
import { readProgressBar, type BarDrawing } from './progressBar';
import type { ScreenRow } from './screenRow';
import { ScreenRows } from './screenRows';
import { longestLabel } from './stageLabel';
import type { TerminalSequence } from './terminalSequence';
import { textLines, type TextLines } from './textLines';

/** What is told of a screen as it is written. */
export interface ScreenEvents {
  /** A line of text that will not change; never empty. */
  text(line: string): void;
  blank(): void;
  /** Lines of text that will not change, all at once; lines of blanks are empty. */
  lines(lines: TextLines): void;
  draw(drawing: BarDrawing, row: number): void;
  /** The bar on that row is no longer to be seen. */
  erase(row: number): void;
  /** The cursor goes up from that row. */
  leaveUpwards(row: number): void;
  /** The part of the text before a bar that is its label, where the bar runs on behind another. */
  labelOf(drawing: BarDrawing): string;
}

/** UTF-16 units that fit on a row. */
export const screenWidth = 16_384;
/** A bar ends within so many units. */
const barWidth = 1000;

/** A terminal that tells bars from text. What was told of a line of text stays told. */
export class LogScreen {
  readonly #rows: ScreenRows;
  /** Where on its row the stroke begins. */
  #column = 0;
  /** What was written since the cursor moved otherwise than by writing. */
  #stroke = '';
  /** Bars at the stroke's beginning were told of, and taken off it. */
  #isBehindBar = false;

  /** The bar that stood last on the row as the cursor left it, if nothing stood behind it. */
  #lastBar: BarDrawing | undefined;

  constructor(private readonly events: ScreenEvents) {
    this.#rows = new ScreenRows((row) => {
      if (row.isNew) this.#tellRow(row);
    });
  }

  /** Nothing stands on the cursor's row, or below. */
  get isOnNewRow(): boolean {
    const isUntouched = this.#stroke === '' && !this.#isBehindBar && this.#rows.current.isUntouched;
    return isUntouched && this.#rows.isOnLast;
  }

  get lastBar(): BarDrawing | undefined {
    return this.#lastBar;
  }

  /** The lines of text, from above, that stand there and were not told of: they may yet change. */
  get untold(): string[] {
    const { current } = this.#rows;
    // What comes in a bar's place is mostly the beginning of its next drawing.
    const isRedraw = current.holdsBar && !this.#isBehindBar;
    const stroke = isRedraw ? '' : this.#stroke;
    return this.#rows.all
      .map((row) => (row === current && stroke !== '' ? row.withText(this.#column, stroke) : row))
      .map((row) => (row.isNew ? evidentText(row.text) : ''))
      .filter((line) => line.trim() !== '');
  }

  write(text: string): void {
    this.#stroke = this.#stroke === '' ? text : this.#stroke + text;
    if (this.#isTooLong) this.#wrap();
  }

  /**
   * Writes on new rows.
   * @param text Whole lines that are shown as they are, and hold no bars.
   */
  writeLines(text: string): void {
    const lines = textLines(text);
    this.events.lines(lines);
    this.#rows.passTold(lines.lineCount);
  }

  /** Goes down by that many rows on which the last bar was drawn, and is yet to be drawn below. */
  passRows(count: number): void {
    if (count > 0) this.#rows.passDrawn(count);
  }

  /** Draws a bar at the start of a row where nothing was written since the cursor came there. */
  redraw(drawing: BarDrawing): void {
    this.#showBar(drawing);
  }

  newLine(): void {
    this.#finishStroke(true);
    this.#tellRow(this.#rows.current);
    this.#rows.goDown();
    this.#column = 0;
  }

  toStart(): void {
    this.#finishStroke(true);
    this.#column = 0;
  }

  back(columns: number): void {
    this.#finishStroke(false);
    this.#column = Math.max(0, this.#column - columns);
  }

  obey({ does, count, toStart }: TerminalSequence): void {
    if (does === 'up' || does === 'down') this.#goTo(does === 'up' ? -count : count);
    else if (does === 'back') this.back(count);
    else if (does !== 'nothing') this.#erase(does);
    if (toStart) this.toStart();
  }

  /** Tells of bars that no further text can change. */
  showBars(): void {
    this.#takeBars(false);
  }

  /** Tells of all that was held back. */
  end(): void {
    this.#finishStroke(true);
    for (const row of this.#rows.all) if (row.isNew) this.#tellRow(row);
    this.#column = 0;
  }

  #wrap(): void {
    while (true) {
      this.#takeBars(false);
      if (!this.#isTooLong) return;
      const part = cutText(this.#stroke, screenWidth - this.#column);
      this.#writeText(part);
      this.#stroke = this.#stroke.slice(part.length);
      this.#isBehindBar = false;
      this.#tellRow(this.#rows.current);
      this.#rows.goDown();
      this.#column = 0;
    }
  }

  get #isTooLong(): boolean {
    return this.#column + this.#stroke.length > screenWidth;
  }

  #finishStroke(isWhole: boolean): void {
    if (this.#stroke !== '') {
      this.#takeBars(isWhole);
      if (this.#stroke !== '') this.#writeText(this.#stroke);
    }
    if (!this.#isBehindBar) this.#lastBar = undefined;
    this.#stroke = '';
    this.#isBehindBar = false;
  }

  #writeText(text: string): void {
    const row = this.#rows.current;
    const isBlank = text.trim() === '';
    if (row.holdsBar) {
      // Blanks behind a bar cover the rest of a longer one; in its place they erase it.
      if (isBlank && this.#isBehindBar) return;
      if (isBlank) this.events.erase(row.id);
      row.clear();
      if (isBlank) return;
    }
    this.#lastBar = undefined;
    const shown = this.#isBehindBar ? text.trimStart() : text;
    row.write(this.#column, shown);
    this.#column += shown.length;
  }

  #takeBars(isWhole: boolean): void {
    if (this.#column > 0) return;
    while (this.#stroke !== '') {
      const isLong = this.#stroke.length > barWidth;
      const start = isLong ? this.#stroke.slice(0, barWidth) : this.#stroke;
      const drawing = readProgressBar(start, isWhole && !isLong);
      if (drawing === undefined) return;
      this.#stroke = this.#stroke.slice(drawing.end);
      this.#showBar(drawing);
    }
  }

  #showBar(drawing: BarDrawing): void {
    const ownLabel = this.#isBehindBar ? this.events.labelOf(drawing) : drawing.label;
    const label = ownLabel.length > longestLabel ? '' : ownLabel;
    if (label !== drawing.label) {
      this.#tell(drawing.label.slice(0, drawing.label.length - label.length).trim());
    }
    this.#rows.current.clear();
    this.#rows.current.holdsBar = true;
    this.#isBehindBar = true;
    this.#lastBar = label === drawing.label ? drawing : { ...drawing, label };
    this.events.draw(this.#lastBar, this.#rows.current.id);
  }

  #erase(what: 'eraseRow' | 'eraseRest' | 'eraseBelow'): void {
    const isAtStart = this.#stroke === '' && this.#column === 0 && !this.#isBehindBar;
    this.#finishStroke(true);
    if (isAtStart || what === 'eraseRow') this.#clear(this.#rows.current);
    else if (!this.#rows.current.holdsBar) this.#rows.current.cut(this.#column);
    if (what === 'eraseRow') this.#column = 0;
    if (what !== 'eraseBelow') return;
    for (const row of this.#rows.below) if (!row.isUntouched) this.#clear(row);
  }

  #clear(row: ScreenRow): void {
    if (row.holdsBar) this.events.erase(row.id);
    row.clear();
  }

  #goTo(rows: number): void {
    this.#finishStroke(true);
    if (rows < 0) this.events.leaveUpwards(this.#rows.current.id);
    this.#rows.go(rows);
    this.#column = 0;
  }

  #tellRow(row: ScreenRow): void {
    if (row.isNew) this.#tell(row.text);
    else if (row.isUntouched) this.events.blank();
    if (row.holdsBar) return;
    row.clear();
    row.isTold = true;
  }

  #tell(text: string): void {
    const line = evidentText(text);
    if (line.trim() === '') this.events.blank();
    else this.events.text(line);
  }
}
