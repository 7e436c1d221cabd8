/** What shows nothing, or turns the text around it: control, zero-width and bidi characters. */
const unseen = /(?![\t\n])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const escape = String.raw`\u001b`;
const ansiSequence = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\p{Cc}]*(?:\\u0007|${escape}\\\\)?|[@-_])`,
  'gu',
);

/** The text as a person may safely see it: without terminal colours and without unseen characters. */
export function displayText(text: string): string {
  return text.replace(ansiSequence, '').replace(unseen, '');
}

/** Of longer texts only the start is looked at: one may have millions of characters. */
const mostRead = 4;

/** As {@link displayText}, on one line that is cut at `longest` characters. */
export function singleLine(text: string, longest: number): string {
  const start = text.slice(0, longest * mostRead);
  const line = displayText(start).replace(/\s+/g, ' ').trim();
  const isCut = line.length > longest || start.length < text.length;
  return isCut ? `${line.slice(0, longest - 1)}…` : line;
}
