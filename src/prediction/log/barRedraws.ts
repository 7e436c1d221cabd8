import { startOfDigits, wholeNumber } from './amount';
import { isMatchAt } from '../textScan';
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
  const separator = text.charAt(from - 1);
  let { current } = drawing;
  let start = from;
  let count = -1;
  for (let at = from; current < total && text.startsWith(label, at); at = redraw.lastIndex) {
    if (!isMatchAt(redraw, text, at + label.length) || redraw.lastIndex - at > mostUnits) break;
    const slash = text.indexOf('/', at + label.length);
    const next = wholeNumber(text, startOfDigits(text, slash), slash);
    const ending = text.charAt(redraw.lastIndex - 1);
    const isSame = text.startsWith(ofTotal, slash) && next >= current;
    if (!isSame || (ending !== separator && ending !== '\n')) break;
    current = next;
    start = at;
    count++;
    if (ending !== separator) break;
  }
  return { start, count: Math.max(0, count) };
}
