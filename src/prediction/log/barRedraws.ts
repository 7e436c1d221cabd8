import { startOfDigits } from './amount';
import type { BarDrawing } from './progressBar';

/** Drawings of a bar that follow each other. */
export interface Redraws {
  /** As it would be read. */
  readonly last: BarDrawing;
  /** The place of the character that ends its line. */
  readonly lineEnd: number;
  /** How many it has replaced. */
  readonly replaced: number;
}

/** Longer drawings are read one by one. */
const mostUnits = 400;
const betweenPipes = String.raw`[^\0-\x1f%|[\]]*`;
const inBrackets = String.raw`[^\0-\x1f[\]]*`;
/** A drawing behind its label, and the character that ends its line. */
const redraw = new RegExp(
  String.raw`:? *(?<![\d.])\d{1,3}%\|${betweenPipes}\| *\d{1,9}\/[^\s[/]+ \[${inBrackets}\] *[\r\n]`,
  'y',
);

/**
 * Finds the drawings of a bar behind another, so that of one which was drawn forty times between two
 * answers but the first and the last are read. Only those are taken that are in all but numbers as
 * the one before them, and none behind a full one: it may end a stage. Undefined where none is.
 * @param from Where the next drawing would begin, behind a line feed or a carriage return.
 */
export function redrawsBehind(
  drawing: BarDrawing,
  text: string,
  from: number,
): Redraws | undefined {
  const { amounts, total = 0 } = drawing;
  const slashInAmounts = amounts.indexOf('/');
  if (slashInAmounts < 0 || drawing.current >= total) return undefined;
  if (drawing.label.endsWith(':')) return undefined;
  const label = unitsOf(drawing.label);
  const ofTotal = unitsOf(`${amounts.slice(slashInAmounts)} [`);
  const separator = text.charCodeAt(from - 1);
  let { current } = drawing;
  let start = from;
  let slash = from + label.length;
  let lineEnd = from - 1;
  let count = 0;
  while (current < total && text.charCodeAt(lineEnd) === separator) {
    const at = lineEnd + 1;
    const end = endOfRedraw(label, text, at);
    if (end < 0) break;
    const place = placeOfTotal(ofTotal, text, at + slash - start, at + label.length);
    if (place < 0) break;
    const next = countBefore(text, place);
    if (next < current) break;
    current = next;
    start = at;
    slash = place;
    lineEnd = end;
    count++;
  }
  if (count === 0) return undefined;
  const opening = slash + ofTotal.length - 1;
  const closing = text.lastIndexOf(']', lineEnd);
  const last = {
    ...drawing,
    current: Math.min(current, total),
    amounts: text.slice(startOfDigits(text, slash), opening - 1),
    timing: text.slice(opening + 1, closing),
    isCut: false,
    end: closing + 1 - start,
  };
  return { last, lineEnd, replaced: count - 1 };
}

/** The place of the character that ends the line of the drawing that begins there; -1 where none does. */
function endOfRedraw(label: readonly number[], text: string, at: number): number {
  if (!areThere(label, text, at)) return -1;
  redraw.lastIndex = at + label.length;
  return redraw.test(text) && redraw.lastIndex - at <= mostUnits ? redraw.lastIndex - 1 : -1;
}

/**
 * Of a drawing whose total is another, -1.
 * @param guess Where it was in the drawing before: mostly it is there again.
 */
function placeOfTotal(
  ofTotal: readonly number[],
  text: string,
  guess: number,
  labelEnd: number,
): number {
  if (areThere(ofTotal, text, guess)) return guess;
  const slash = text.indexOf('/', labelEnd);
  return areThere(ofTotal, text, slash) ? slash : -1;
}

const digit0 = 48;
const digit9 = 57;

/**
 * The whole number that ends there, in one pass: to find its start and then read it takes some
 * hundredths of all the time that a log's reading takes.
 */
function countBefore(text: string, end: number): number {
  let count = 0;
  let at = end - 1;
  let unit = text.charCodeAt(at);
  for (let power = 1; unit >= digit0 && unit <= digit9; power *= 10) {
    count += power * (unit - digit0);
    unit = text.charCodeAt(--at);
  }
  return count;
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
