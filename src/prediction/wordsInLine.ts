import { certainIdsIn, findIdInUrl } from './reference';
import { blanks } from './textScan';

export interface Word {
  /** From `start` up to `end`, as places in the line, with the quotes and brackets around it. */
  readonly start: number;
  readonly end: number;
  /** How many cells, between commas or the like, come before the one it is in; empty ones do not count. */
  readonly cell: number;
  /** Without quotes and brackets around it. */
  readonly text: string;
  /** Beyond doubt: of a URL, or unlike any other word. */
  readonly ids: readonly string[];
  readonly isInUrl: boolean;
}

const cellEnd = 1;
const blank = 2;
const wrapping = 3;
const letterOrDigit = 4;
const other = 5;

/** What a character is among words. Half of a surrogate pair counts as a letter. */
const kindPatterns: readonly (readonly [RegExp, number])[] = [
  [/[,;|\t，；、｜]/, cellEnd],
  [new RegExp(`[${blanks}]`), blank],
  [/["'`“”‘’«»<>()[\]{}（）【】「」『』《》〈〉*。]/, wrapping],
  [/[\p{L}\p{N}\p{Cs}]/u, letterOrDigit],
];
/** By character code, filled as they are met; 0 where not yet known. */
const kinds = new Uint8Array(0x10000);
const shortestCertainId = 26;
const noIds: readonly string[] = [];

/** What has no letter and no digit is no word. A line without commas is one cell. */
export function wordsInLine(line: string): Word[] {
  const words: Word[] = [];
  let cell = 0;
  for (let start = 0; start < line.length;) {
    let end = start;
    let hasLetter = false;
    let kind = kindAt(line, end);
    for (; kind > blank; kind = kindAt(line, end)) {
      hasLetter ||= kind === letterOrDigit;
      end += 1;
    }
    if (hasLetter) words.push(readWord(line, start, end, cell));
    if (kind === cellEnd && words.at(-1)?.cell === cell) cell += 1;
    start = end + 1;
  }
  return words;
}

/** The line's end counts as a cell's. */
function kindAt(line: string, at: number): number {
  if (at >= line.length) return cellEnd;
  const code = line.charCodeAt(at);
  const known = kinds[code] ?? 0;
  if (known !== 0) return known;
  const character = String.fromCharCode(code);
  const kind = kindPatterns.find(([pattern]) => pattern.test(character))?.[1] ?? other;
  kinds[code] = kind;
  return kind;
}

function readWord(line: string, start: number, end: number, cell: number): Word {
  let first = start;
  let last = end;
  while (kindAt(line, first) === wrapping) first += 1;
  while (kindAt(line, last - 1) === wrapping) last -= 1;
  const text = line.slice(first, last);
  const inUrl = text.includes('/') ? findIdInUrl(text) : undefined;
  if (inUrl !== undefined) return { start, end, cell, text, ids: [inUrl], isInUrl: true };
  const mayHoldIds = text.length >= shortestCertainId && !text.includes('://');
  const ids = mayHoldIds ? certainIdsIn(text) : noIds;
  return { start, end, cell, text, ids, isInUrl: false };
}
