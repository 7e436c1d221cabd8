/** What shows nothing, or turns or breaks the text around it. */
const unseen =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const escape = String.raw`\u001b`;
const ansiSequence = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\p{Cc}]*(?:\\u0007|${escape}\\\\)?|[@-_])`,
  'gu',
);

const controls = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f`;
const unseenLetters = String.raw`\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff`;
/**
 * For a character class: a text without them is shown as it is. They are units, and some more than
 * needed, so that a first look, which finds nothing in nearly any text, costs little.
 */
export const unseenUnits = `${controls}${unseenLetters}\\udb40`;
const suspicious = new RegExp(`[${unseenUnits}]`);

/** The text as a person may safely see it: without terminal colours and without unseen characters. */
export function displayText(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.replace(ansiSequence, '').replace(unseen, '');
}

/** What turns the text around it, breaks its line, or hides letters in it. */
const deceiving = /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/**
 * As {@link displayText}, of a text that is read as evidence: what could make it look like another
 * one is shown by its number, as `<U+202E>`.
 */
export function evidentText(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.replace(ansiSequence, '').replace(deceiving, numberOf).replace(unseen, '');
}

function numberOf(sign: string): string {
  const number = sign.codePointAt(0) ?? 0;
  return `<U+${number.toString(16).toUpperCase().padStart(4, '0')}>`;
}

const deepest = 100;

/** The value as JSON. What is nested deeper than {@link JSON.stringify} bears ends in `…`. */
export function jsonText(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, undefined, indent);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return JSON.stringify(cutAtDepth(value, deepest), undefined, indent);
  }
}

function cutAtDepth(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => cutAtDepth(item, depth - 1));
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [
    key,
    cutAtDepth(item, depth - 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** Of longer texts only the start is looked at: one may have millions of characters. */
const mostRead = 4;

/** As {@link displayText}, on one line that is cut at `longest` characters. */
export function singleLine(text: string, longest: number): string {
  const start = text.slice(0, longest * mostRead);
  const line = displayText(start).replace(/\s+/g, ' ').trim();
  const isCut = line.length > longest || start.length < text.length;
  return isCut ? `${cutText(line, longest - 1)}…` : line;
}

/** At most that many characters, none of them cut in half. */
export function cutText(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
