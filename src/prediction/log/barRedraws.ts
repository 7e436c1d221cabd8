import type { BarDrawing } from './progressBar';

/** Drawings that were passed over. */
export interface PassedRedraws {
  /** The start of the last drawing, which is still to be read. */
  readonly start: number;
  readonly count: number;
}

const lineFeed = 10;
const space = 32;
const percent = 37;
const digit0 = 48;
const colon = 58;
const opening = 91;
const closing = 93;
const pipe = 124;

/** Of a drawing; longer ones are read one by one. */
const mostUnits = 400;
const mostDigits = 9;

/** A part of the text, as UTF-16 units that are read in half the time of the text's own. */
const windowLength = 4096;
const bytes = Buffer.alloc(2 * windowLength + 2);
const units = new Uint16Array(bytes.buffer, bytes.byteOffset, windowLength + 1);

/**
 * Finds the drawings that the next one replaces, so that a bar which was drawn forty times between
 * two answers is read but twice. Only drawings that are in all but numbers as the one before them
 * are passed over, and none that is full: it may end a stage.
 * @param from Where the next drawing would begin, behind a line feed or a carriage return.
 */
export function redrawsBehind(drawing: BarDrawing, text: string, from: number): PassedRedraws {
  const { label, amounts, total } = drawing;
  const slash = amounts.indexOf('/');
  if (total === undefined || slash < 0) return { start: from, count: 0 };
  const written = bytes.write(text.slice(from, from + windowLength), 'utf16le');
  units[written / 2] = 0;
  const redraw = new Redraw(label, `${amounts.slice(slash)} [`, text.charCodeAt(from - 1));
  let { current } = drawing;
  let last = 0;
  let count = -1;
  for (let at = 0; current < total && redraw.read(at); at = redraw.end + 1) {
    if (redraw.current < current) break;
    ({ current } = redraw);
    last = at;
    count++;
    if (unitAt(redraw.end) !== redraw.separator) break;
  }
  return { start: from + last, count: Math.max(0, count) };
}

/** A drawing of a bar that is already known, in the window. */
class Redraw {
  current = 0;
  /** The place of the character that ends its line. */
  end = 0;

  constructor(
    private readonly label: string,
    private readonly slashAndTotal: string,
    readonly separator: number,
  ) {}

  /** Whether a whole drawing, and nothing else, stands on the line that begins there. */
  read(from: number): boolean {
    const labelEnd = pastPart(from, this.label);
    const percentAt = labelEnd < 0 ? -1 : pastPercentage(labelEnd, this.label === '');
    if (unitAt(percentAt) !== percent || unitAt(percentAt + 1) !== pipe) return false;
    const pipeAt = pastOrdinary(percentAt + 2);
    if (unitAt(pipeAt) !== pipe) return false;
    const totalEnd = this.#readCounts(pastSpaces(pipeAt + 1));
    const bracket = totalEnd < 0 ? -1 : pastOrdinary(totalEnd);
    if (unitAt(bracket) !== closing) return false;
    this.end = pastSpaces(bracket + 1);
    const ending = unitAt(this.end);
    return (ending === this.separator || ending === lineFeed) && this.end - from <= mostUnits;
  }

  /** Gives the place behind them, or -1. */
  #readCounts(at: number): number {
    const end = pastDigits(at);
    if (end === at || end - at > mostDigits) return -1;
    this.current = 0;
    for (let index = at; index < end; index++) {
      this.current = this.current * 10 + unitAt(index) - digit0;
    }
    return pastPart(end, this.slashAndTotal);
  }
}

/** The place behind `:  45`, or -1. */
function pastPercentage(at: number, isWithoutLabel: boolean): number {
  const digits = pastSpaces(unitAt(at) === colon ? at + 1 : at);
  const end = pastDigits(digits);
  const isPercentage = end > digits && end - digits <= 3 && (isWithoutLabel || digits > at);
  return isPercentage ? end : -1;
}

/** The place behind a text that stands there, or -1. */
function pastPart(at: number, part: string): number {
  for (let index = 0; index < part.length; index++) {
    if (unitAt(at + index) !== part.charCodeAt(index)) return -1;
  }
  return at + part.length;
}

function pastSpaces(at: number): number {
  while (unitAt(at) === space) at++;
  return at;
}

function pastDigits(at: number): number {
  while (unitAt(at) >= digit0 && unitAt(at) < colon) at++;
  return at;
}

/** The place of the next character that ends a drawing, or may begin another one. */
function pastOrdinary(at: number): number {
  for (; ; at++) {
    const code = unitAt(at);
    if (code < space || code === percent || code === pipe) return at;
    if (code === opening || code === closing) return at;
  }
}

function unitAt(at: number): number {
  return units[at] ?? 0;
}
