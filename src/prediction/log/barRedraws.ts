import { startOfDigits, wholeNumber } from './amount';
import type { BarDrawing } from './progressBar';

/** Drawings that were passed over. */
export interface PassedRedraws {
  /** The start of the last drawing, which is still to be read. */
  readonly start: number;
  readonly count: number;
}

/** Longer drawings are read one by one. */
const mostUnits = 400;
/** What may stand in a drawing's pipes, and in its brackets. */
const inside = String.raw`[^\0-\x1f%[\]|]*`;
/** A drawing behind its label, and the character that ends its line. */
const redraw = new RegExp(
  String.raw`:? *(?<![\d.])\d{1,3}%\|${inside}\| *\d{1,9}\/[^\s[]+ \[${inside}\] *[\r\n]`,
  'y',
);

/**
 * Finds the drawings that the next one replaces, so that a bar which was drawn forty times between
 * two answers is read but twice. Only drawings that are in all but numbers as the one before them
 * are passed over, and none that is full: it may end a stage.
 * @param from Where the next drawing would begin, behind a line feed or a carriage return.
 */
export function redrawsBehind(drawing: BarDrawing, text: string, from: number): PassedRedraws {
  const { label, amounts, total = 0 } = drawing;
  const ofTotal = `${amounts.slice(amounts.indexOf('/'))} [`;
  const separator = text.charCodeAt(from - 1);
  let { current } = drawing;
  let start = from;
  let count = -1;
  /** Where the count ends in a drawing: mostly where it did in the one before. */
  let slashAt = 0;
  for (let at = from; current < total;) {
    if (!isThere(label, text, at)) break;
    const labelEnd = at + label.length;
    redraw.lastIndex = labelEnd;
    if (!redraw.test(text)) break;
    const end = redraw.lastIndex;
    if (text.charCodeAt(labelEnd + slashAt) !== slash)
      slashAt = text.indexOf('/', labelEnd) - labelEnd;
    const next = countBefore(text, labelEnd + slashAt);
    const ending = text.charCodeAt(end - 1);
    const isSame = next >= current && isThere(ofTotal, text, labelEnd + slashAt);
    if (!isSame || end - at > mostUnits || (ending !== separator && ending !== lineFeed)) break;
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

/** The whole number that ends there, behind a drawing's pipe; -1 where none does. */
function countBefore(text: string, end: number): number {
  const start = startOfDigits(text, end);
  const before = text.charCodeAt(start - 1);
  return start < end && (before === space || before === pipe) ? wholeNumber(text, start, end) : -1;
}

/** As `startsWith`, which takes longer for a few units. */
function isThere(part: string, text: string, at: number): boolean {
  for (let index = 0; index < part.length; index++) {
    if (text.charCodeAt(at + index) !== part.charCodeAt(index)) return false;
  }
  return true;
}
