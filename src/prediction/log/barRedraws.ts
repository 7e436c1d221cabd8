import type { BarDrawing } from './progressBar';

/** Drawings that were passed over. */
export interface PassedRedraws {
  /** The start of the last drawing, which is still to be read. */
  readonly start: number;
  readonly count: number;
}

/** Longer drawings are read one by one. */
const mostUnits = 400;
const betweenPipes = String.raw`[^\0-\x1f%|]*`;
const inBrackets = String.raw`[^\0-\x1f[\]]*`;
/** A drawing behind its label, and the character that ends its line. */
const redraw = new RegExp(
  String.raw`:? *(?<![\d.])\d{1,3}%\|${betweenPipes}\| *\d{1,9}\/[^\s[]+ \[${inBrackets}\] *[\r\n]`,
  'y',
);

/**
 * Finds the drawings that the next one replaces, so that a bar which was drawn forty times between
 * two answers is read but twice. Only drawings that are in all but numbers as the one before them
 * are passed over, and none that is full: it may end a stage.
 * @param from Where the next drawing would begin, behind a line feed or a carriage return.
 */
export function redrawsBehind(drawing: BarDrawing, text: string, from: number): PassedRedraws {
  const { amounts, total = 0 } = drawing;
  const label = unitsOf(drawing.label);
  const ofTotal = unitsOf(`${amounts.slice(amounts.indexOf('/'))} [`);
  const separator = text.charCodeAt(from - 1);
  let { current } = drawing;
  let start = from;
  let count = -1;
  /** Where the count ends in a drawing: mostly where it did in the one before. */
  let slashAt = 0;
  for (let at = from; current < total;) {
    if (!areThere(label, text, at)) break;
    const labelEnd = at + label.length;
    redraw.lastIndex = labelEnd;
    if (!redraw.test(text)) break;
    const end = redraw.lastIndex;
    if (end - at > mostUnits) break;
    if (text.charCodeAt(labelEnd + slashAt) !== slash)
      slashAt = text.indexOf('/', labelEnd) - labelEnd;
    if (!areThere(ofTotal, text, labelEnd + slashAt)) break;
    const next = countBefore(text, labelEnd + slashAt);
    const ending = text.charCodeAt(end - 1);
    if (next < current || (ending !== separator && ending !== lineFeed)) break;
    current = next;
    start = at;
    count++;
    at = end;
    if (ending !== separator) break;
  }
  return { start, count: Math.max(0, count) };
}

const slash = 47;
const lineFeed = 10;
const space = 32;
const pipe = 124;
const digit0 = 48;
const digit9 = 57;

/** The whole number that ends there, behind a drawing's pipe; -1 where none does. */
function countBefore(text: string, end: number): number {
  let count = 0;
  let at = end - 1;
  let unit = text.charCodeAt(at);
  for (let power = 1; unit >= digit0 && unit <= digit9; power *= 10) {
    count += power * (unit - digit0);
    unit = text.charCodeAt(--at);
  }
  return at < end - 1 && (unit === space || unit === pipe) ? count : -1;
}

/** In UTF-16. */
function unitsOf(text: string): number[] {
  const units: number[] = [];
  for (let index = 0; index < text.length; index++) units.push(text.charCodeAt(index));
  return units;
}

/** As `startsWith`, which takes longer for a few units. */
function areThere(units: readonly number[], text: string, at: number): boolean {
  for (let index = 0; index < units.length; index++) {
    if (text.charCodeAt(at + index) !== units[index]) return false;
  }
  return true;
}
