import { isDigit, pastDigits, readAmount, startOfDigits } from './amount';
import { countedUnit } from './barTiming';

/** One drawing of a progress bar, such as `Steps:  45%|████▌     | 18/40 [00:03<00:04, 5.08it/s]`. */
export interface BarDrawing {
  /** What stands before the bar, without its colon: any text, of any length. */
  readonly label: string;
  /** Of `total`, never more than it. */
  readonly current: number;
  /** Above 0; undefined where the bar does not know it. */
  readonly total: number | undefined;
  /** As written: `18/40`, `20.5M/119M`, `3it`, `52%`. */
  readonly amounts: string;
  /** What stands in the brackets; empty where none do. */
  readonly timing: string;
  /** The brackets are not closed: the terminal was too narrow. */
  readonly isCut: boolean;
  /** The place after it. */
  readonly end: number;
}

/** What more text may yet make a bar of. */
type Open = 'open';
type Reading = BarDrawing | Open | undefined;

/** Characters between the pipes, and in the brackets. */
const mostInside = 400;
const candidate = /[%[]/g;

/**
 * Reads the first bar in a text. A bar is as tqdm writes it: a percentage before a drawing between
 * pipes, or a count beside a clock and a rate in brackets. A percentage alone is none.
 * @param isWhole Nothing follows on this line. Where something may, only a bar is read that no
 * following text can change.
 */
export function readProgressBar(text: string, isWhole: boolean): BarDrawing | undefined {
  candidate.lastIndex = 0;
  while (candidate.test(text)) {
    const next = candidate.lastIndex;
    const reading = text.startsWith('%', next - 1)
      ? readPercentBar(text, next - 1, isWhole)
      : readCountBar(text, next - 1, isWhole);
    if (reading === 'open') return undefined;
    if (reading !== undefined) return reading;
    candidate.lastIndex = next;
  }
  return undefined;
}

/** `45%|████▌     | 18/40 [00:03<00:04, 5.08it/s]` or `45% 18/40 [00:03<00:04, 5.08it/s]`. */
function readPercentBar(text: string, at: number, isWhole: boolean): Reading {
  const start = startOfPercent(text, at);
  if (start === at) return undefined;
  const behind = pastSpaces(text, at + 1);
  if (behind === text.length) return isWhole ? undefined : 'open';
  if (!text.startsWith('|', behind)) return readUndrawn(text, start, behind, isWhole);
  const close = endOfDrawing(text, behind + 1);
  if (close === undefined) return undefined;
  if (close === text.length) return isWhole ? undefined : 'open';
  const counts = readCounts(text, pastSpaces(text, close + 1), isWhole);
  if (counts === 'open') return 'open';
  const percent = Number(text.slice(start, at));
  if (counts === undefined || counts === 'cut') {
    if (!isDrawing(text.slice(behind + 1, close), percent)) return undefined;
    return percentOnly(text, start, at, counts === 'cut' ? text.length : close + 1);
  }
  return withBrackets(text, start, counts, isWhole, percent);
}

/** Without room for a drawing tqdm leaves it out; then the clock in brackets proves it a bar. */
function readUndrawn(text: string, start: number, at: number, isWhole: boolean): Reading {
  const counts = readCounts(text, at, isWhole);
  if (counts === 'open') return 'open';
  if (counts === undefined || counts === 'cut') return undefined;
  const drawing = withBrackets(text, start, counts, isWhole, undefined);
  return drawing === 'open' || clockAndRest.test(drawing?.timing ?? '') ? drawing : undefined;
}

const clockAndRest = /^[\d:]+</;

interface Counts {
  readonly current: number;
  readonly total: number | undefined;
  readonly start: number;
  readonly end: number;
}

/** `18/40` or `18/?`; `cut` where the line ends within it. */
function readCounts(text: string, at: number, isWhole: boolean): Counts | Open | 'cut' | undefined {
  const atEnd = isWhole ? 'cut' : 'open';
  if (at === text.length) return isWhole ? undefined : 'open';
  const current = readAmount(text, at);
  if (current === undefined) return undefined;
  if (current.end === text.length) return atEnd;
  if (!isWhole && mayGoOn(text, current.end)) return 'open';
  if (!text.startsWith('/', current.end)) return undefined;
  if (current.end + 1 === text.length) return atEnd;
  const total = readAmount(text, current.end + 1);
  const end = total?.end ?? current.end + 2;
  if (total === undefined && !text.startsWith('?', end - 1)) return undefined;
  if (!isWhole && mayGoOn(text, end)) return 'open';
  const whole = total === undefined || total.value === 0 ? undefined : total.value;
  return { current: Math.min(current.value, whole ?? Infinity), total: whole, start: at, end };
}

/** Whether a number that seems to end there may have more digits to come. */
function mayGoOn(text: string, end: number): boolean {
  return end === text.length || (end === text.length - 1 && text.startsWith('.', end));
}

/** @param percent Checked against the counts where no brackets follow: these may be cut. */
function withBrackets(
  text: string,
  start: number,
  { current, total, start: from, end }: Counts,
  isWhole: boolean,
  percent: number | undefined,
): BarDrawing | Open | undefined {
  const behind = pastSpaces(text, end);
  if (behind === text.length && !isWhole) return 'open';
  const brackets = text.startsWith('[', behind) ? readBrackets(text, behind, isWhole) : undefined;
  if (brackets === 'open') return 'open';
  if (brackets === undefined && percent !== undefined && !isPercentOf(percent, current, total)) {
    return percentOnly(text, start, text.indexOf('%', start), end);
  }
  return {
    label: labelBefore(text, start),
    current,
    total,
    amounts: text.slice(from, end),
    timing: brackets?.timing ?? '',
    isCut: brackets?.isCut ?? false,
    end: brackets?.end ?? end,
  };
}

function percentOnly(text: string, start: number, at: number, end: number): BarDrawing {
  return {
    label: labelBefore(text, start),
    current: Math.min(Number(text.slice(start, at)), 100),
    total: 100,
    amounts: text.slice(start, at + 1),
    timing: '',
    isCut: false,
    end,
  };
}

type Brackets = Pick<BarDrawing, 'timing' | 'isCut' | 'end'>;

/** Where a narrow terminal cuts, words of the timing are left, but no sentence. */
const cutTiming = /^[\d:?<]+(?:, +[^\s,]*)*,? *$/;

function readBrackets(text: string, at: number, isWhole: boolean): Brackets | Open | undefined {
  const close = endOfBrackets(text, at);
  if (close === undefined) return undefined;
  if (close < text.length) {
    return { timing: text.slice(at + 1, close), isCut: false, end: close + 1 };
  }
  if (!isWhole) return 'open';
  const timing = text.slice(at + 1);
  return cutTiming.test(timing) ? { timing, isCut: true, end: text.length } : undefined;
}

/** Of an unknown total, as `3it [00:01,  2.00it/s]`. */
function readCountBar(text: string, at: number, isWhole: boolean): Reading {
  if (at + 1 < text.length && !isDigit(text, at + 1)) return undefined;
  const close = endOfBrackets(text, at);
  if (close === undefined) return undefined;
  if (close === text.length) return isWhole ? undefined : 'open';
  const timing = text.slice(at + 1, close);
  const unit = countedUnit(timing);
  if (unit === undefined) return undefined;
  const count = countBefore(text.slice(0, at).trimEnd(), unit);
  if (count === undefined) return undefined;
  const amount = readAmount(count.number, 0);
  if (amount === undefined) return undefined;
  return {
    label: labelBefore(text, count.start),
    current: amount.value,
    total: undefined,
    amounts: `${count.number}${unit}`,
    timing,
    isCut: false,
    end: close + 1,
  };
}

const numberAtEnd = /\d{1,20}(?:\.\d{1,20})?[kKMGTPEZY]?$/;

function countBefore(text: string, unit: string): { start: number; number: string } | undefined {
  if (!text.endsWith(unit)) return undefined;
  const before = text.slice(0, text.length - unit.length).trimEnd();
  const [number] = numberAtEnd.exec(before.slice(-42)) ?? [];
  return number === undefined ? undefined : { start: before.length - number.length, number };
}

function labelBefore(text: string, end: number): string {
  if (end === 0) return '';
  const label = text.slice(0, end).trim();
  return label.endsWith(':') ? label.slice(0, -1).trimEnd() : label;
}

/** The start of `12.5` before the sign, or the sign itself where no percentage stands. */
function startOfPercent(text: string, at: number): number {
  let start = startOfDigits(text, at);
  if (start < at && text.startsWith('.', start - 1) && isDigit(text, start - 2)) {
    start = startOfDigits(text, start - 1);
  }
  return pastDigits(text, start) - start > 3 ? at : start;
}

/** The place of the second pipe, or the text's end; undefined where what follows is no drawing. */
function endOfDrawing(text: string, at: number): number | undefined {
  for (let index = at; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === pipe) return index;
    if (code === percentSign || index - at > mostInside) return undefined;
  }
  return text.length;
}

/** The place of the bracket that closes, or the text's end; undefined where it is too far. */
function endOfBrackets(text: string, at: number): number | undefined {
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === opening) depth++;
    if (code === closing && --depth === 0) return index;
    if (index - at > mostInside) return undefined;
  }
  return text.length;
}

const percentSign = 37;
const opening = 91;
const closing = 93;
const pipe = 124;

/** Blocks as tqdm draws them; other characters only prove a bar together with counts. */
const blocks = /^(?:[█▉▊▋▌▍▎▏]+|#+\d?|\d) *$/;

function isDrawing(text: string, percent: number): boolean {
  return text.trim() === '' ? text !== '' && percent < 10 : blocks.test(text);
}

/** Counts such as `1.05M` are rounded, and so is the percentage. */
const rounding = 2;

function isPercentOf(percent: number, current: number, total: number | undefined): boolean {
  if (total === undefined || percent > 100) return true;
  return Math.abs(percent - (100 * current) / total) <= rounding;
}

function pastSpaces(text: string, at: number): number {
  while (text.charCodeAt(at) === 32) at++;
  return at;
}
