import type { BarDrawing } from './progressBar';
import { nearlyAll, nestedFraction, nestedSecondsLeft, type LogProgress } from './progress';
import { StageBar, type Stage } from './stageBar';
import { LogBlocks, type LogBlock } from './logBlock';
import { isSameButNumbers, labelInLine } from './stageLabel';
import { stageLine } from './stageLine';
import { lastLineIn, type TextLines } from './textLines';

/** Bars that may be drawn by turns, such as those of downloads side by side. */
const mostAtOnce = 8;
/** Bars that are remembered; the oldest go first. */
const mostKept = 1000;

/**
 * Turns what stands on the screen into a log's lines: text as it comes, and of each bar one line as
 * it ends.
 */
export class Stages {
  /** Those that may be drawn again, the outermost first. */
  #live: StageBar[] = [];
  #all: StageBar[] = [];
  /** Undefined where other output has followed. */
  #lastDrawn: StageBar | undefined;
  /** Empty lines since a bar was drawn: they are its own line ends, unless text follows. */
  #blanks = 0;
  /** It ends in the last line of text that is not empty. */
  #lastText = '';
  readonly #blocks = new LogBlocks();
  #fraction: number | undefined;
  /** The cursor goes up to redraw a bar. */
  #hasRows = false;

  /** The lines since it was last asked. */
  takeBlocks(): LogBlock[] {
    return this.#blocks.take();
  }

  /** Those whose line is not written, or tells less than they have come to. */
  get drawn(): Stage[] {
    return this.#live.filter((bar) => bar.isToBeWritten).map((bar) => bar.stage());
  }

  get lineCount(): number {
    return this.#blocks.lineCount;
  }

  /** A line of text that will not change. */
  text(line: string): void {
    if (this.#live.length > 0) this.#interrupt();
    this.#blocks.addLine(line);
    this.#noteText(line);
  }

  blank(): void {
    if (this.#live.length > 0) this.#blanks++;
    else this.#blocks.addLine('');
  }

  /** Lines as {@link text} and {@link blank} would take them one by one. */
  lines({ text, lineCount }: TextLines): void {
    let start = 0;
    let end = text.length;
    if (this.#live.length > 0) {
      while (text.startsWith('\n', start)) start++;
      this.#blanks += start;
      if (start === end) return;
      this.#interrupt();
    }
    // They may be the ends of a bar that goes on below the text.
    if (this.#live.length > 0) while (text.startsWith('\n', end - 2)) end--;
    const blanksBehind = text.length - end;
    this.#blocks.addLines(text.slice(start, end), lineCount - start - blanksBehind);
    this.#blanks += blanksBehind;
    if (text.length > lineCount) this.#noteText(text);
  }

  draw(drawing: BarDrawing, row: number): void {
    this.#blanks = 0;
    const known = this.#barOf(drawing, row);
    if (known !== undefined) this.#goOn(known, drawing, row);
    this.#lastDrawn = known ?? this.#begin(drawing, row);
    this.#note();
  }

  /** The row is empty again. */
  erase(row: number): void {
    for (const bar of this.#live) if (bar.row === row) bar.isErased = true;
  }

  /** The cursor goes back up from that row: what stands there belongs to a bar above. */
  leaveUpwards(row: number): void {
    this.#hasRows = true;
    const bar = this.#live.find((live) => live.row === row);
    if (bar !== undefined) bar.isNested = bar !== this.#live[0];
  }

  /** Nothing more will come. */
  end(): void {
    this.#settleAll(() => true);
    this.#lastDrawn = undefined;
    this.#writeBlanks();
  }

  /** Of the text before a bar on one line, what is its label: the rest ran on from elsewhere. */
  labelOf({ label, total, current }: BarDrawing): string {
    const bar = this.#live.findLast(
      (live) => live.total === total && live.current <= current && label.endsWith(live.drawnLabel),
    );
    return bar?.drawnLabel ?? label;
  }

  get progress(): LogProgress {
    const first = this.#live.find((bar) => !bar.stage().hasEnded);
    const nested = first === undefined ? [] : this.#live.slice(this.#live.indexOf(first));
    const known = nested.filter((bar) => bar.total !== undefined);
    return {
      stages: this.#all.map((bar) => bar.stage()),
      stage: first?.stage(),
      stageFraction: first?.total === undefined ? undefined : nestedFraction(known),
      fraction: this.#fraction,
      secondsLeft: nestedSecondsLeft(nested),
    };
  }

  /** The bar of which that is a later drawing. Its label may have changed, and so may its row. */
  #barOf(drawing: BarDrawing, row: number): StageBar | undefined {
    const { label } = drawing;
    const last = this.#lastDrawn;
    const lastFirst = last === undefined ? this.#live : [last, ...this.#live];
    const find = (fits: (bar: StageBar) => boolean) =>
      lastFirst.find((bar) => fits(bar) && bar.isContinuedBy(drawing));
    const named =
      find((bar) => bar.row === row && bar.drawnLabel === label) ??
      find((bar) => bar.drawnLabel === label) ??
      find((bar) => bar.row === row);
    // A bar that is new begins at nothing, or on a row of its own where each keeps to its own.
    if (named !== undefined || drawing.current === 0 || this.#hasRows) return named;
    return find((bar) => bar === last) ?? find((bar) => isSameButNumbers(bar.drawnLabel, label));
  }

  #goOn(bar: StageBar, drawing: BarDrawing, row: number): void {
    if (drawing.current > bar.current) {
      const inner = this.#live.slice(this.#live.indexOf(bar) + 1);
      for (const other of inner) if (other.isFull) other.isCounted = true;
    }
    bar.draw(drawing, row);
  }

  #begin(drawing: BarDrawing, row: number): StageBar {
    const replaced = this.#live.find((bar) => bar.row === row);
    // One that is drawn within another, over and over, leaves no line at all.
    if (replaced?.isNested === true) replaced.isErased = true;
    this.#settleAll((bar) => bar.isFull || bar === replaced || bar.isBegunAgainBy(drawing));
    const [oldest] = this.#live;
    if (this.#live.length >= mostAtOnce) this.#settleAll((bar) => bar === oldest);
    const isNested = this.#live.some((bar) => !bar.isBrokenOff);
    const isNamedAbove = drawing.label === '' && !isNested;
    const nameAbove = isNamedAbove ? labelInLine(lastLineIn(this.#lastText)) : '';
    const bar = new StageBar(drawing, row, nameAbove, isNested);
    this.#live.push(bar);
    this.#all.push(bar);
    if (this.#all.length > mostKept) this.#all.shift();
    return bar;
  }

  /** Text stands where the bars would go on: those that are not full may yet do so below it. */
  #interrupt(): void {
    this.#settleAll((bar) => bar.isFull);
    for (const bar of this.#live) {
      if (bar.current === 0) continue;
      bar.isInterrupted = true;
      if (bar.writtenAt < 0 && !bar.isNested && !bar.isErased) this.#writeBar(bar);
    }
    this.#writeBlanks();
  }

  #settleAll(isOver: (bar: StageBar) => boolean): void {
    const over = this.#live.filter(isOver);
    if (over.length === 0) return;
    this.#live = this.#live.filter((bar) => !over.includes(bar));
    for (const bar of over) if (bar.isNested) this.#settle(bar);
    for (const bar of over) if (!bar.isNested) this.#settle(bar);
  }

  #settle(bar: StageBar): void {
    bar.hasEnded = true;
    if (bar.isNested && bar.isErased) this.#remove(bar);
    else if (bar.isToBeWritten) this.#writeBar(bar);
  }

  /** It is mostly one of the latest. */
  #remove(bar: StageBar): void {
    const at = this.#all.lastIndexOf(bar);
    if (at >= 0) this.#all.splice(at, 1);
  }

  #writeBar(bar: StageBar): void {
    bar.writtenAt = bar.current;
    bar.line = this.#blocks.lineCount;
    this.#blocks.addBar(stageLine(bar.stage()));
  }

  #writeBlanks(): void {
    if (this.#blanks > 0) this.#blocks.addLines('\n'.repeat(this.#blanks), this.#blanks);
    this.#blanks = 0;
  }

  #noteText(text: string): void {
    this.#lastText = text;
    this.#lastDrawn = undefined;
  }

  #note(): void {
    const hasNested = this.#live.some((bar) => bar.isNested);
    const counted = this.#live.filter(
      (bar) => !bar.isPreparing && bar.total !== undefined && (hasNested || !bar.isBrokenOff),
    );
    if (counted.length === 0) return;
    this.#fraction = Math.max(this.#fraction ?? 0, Math.min(nearlyAll, nestedFraction(counted)));
  }
}
