/** What a sequence that begins with ESC tells a terminal to do, as far as it matters to a log. */
export interface TerminalSequence {
  readonly does: 'up' | 'down' | 'back' | 'eraseRow' | 'eraseRest' | 'eraseBelow' | 'nothing';
  /** How many times. */
  readonly count: number;
  /** The cursor goes to the row's start. */
  readonly toStart: boolean;
  /** The place after it. */
  readonly end: number;
}

const mostParameters = 64;
const mostIntermediates = 4;
const mostTimes = 1000;

/** The place behind the colour that begins at `at`, which most sequences are; `at` where none does. */
export function pastColour(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== 0x5b) return at;
  const end = past(text, at + 2, mostParameters, 0x30, 0x3f);
  return text.charCodeAt(end) === 0x6d ? end + 1 : at;
}

const escape = '\u001b';
const colour = new RegExp(`${escape}\\[[0-?]{0,${mostParameters}}m`, 'g');

export function withoutColours(text: string): string {
  return text.includes(escape) ? text.replace(colour, '') : text;
}

/** Undefined where the sequence may go on behind the text's end. */
export function readTerminalSequence(text: string, at: number): TerminalSequence | undefined {
  const second = text[at + 1];
  if (second === '[') return readControlSequence(text, at + 2);
  const end = second === ']' ? endOfTitle(text, at) : endOfShortSequence(text, at);
  return end === undefined ? undefined : { does: 'nothing', count: 1, toStart: false, end };
}

function readControlSequence(text: string, at: number): TerminalSequence | undefined {
  const parametersEnd = past(text, at, mostParameters, 0x30, 0x3f);
  const finalAt = past(text, parametersEnd, mostIntermediates, 0x20, 0x2f);
  if (finalAt >= text.length) return undefined;
  const final = text.charAt(finalAt);
  // What cannot be the end of one belongs to the text.
  const end = final < '@' || final > '~' ? finalAt : finalAt + 1;
  const parameters = text.slice(at, parametersEnd);
  const count = Math.min(mostTimes, Math.max(1, Number.parseInt(parameters, 10) || 1));
  const toStart = final === 'E' || final === 'F' || (final === 'G' && count === 1);
  return { does: meaningOf(final, parameters), count, toStart, end };
}

function meaningOf(final: string, parameters: string): TerminalSequence['does'] {
  const isDefault = parameters === '' || parameters === '0';
  switch (final) {
    case 'A':
    case 'F':
      return 'up';
    case 'B':
    case 'E':
      return 'down';
    case 'D':
      return 'back';
    case 'J':
      return isDefault ? 'eraseBelow' : 'nothing';
    case 'K':
      if (isDefault) return 'eraseRest';
      return parameters === '2' ? 'eraseRow' : 'nothing';
    default:
      return 'nothing';
  }
}

const title = /\][^\p{Cc}]{0,1000}/uy;
const bell = '\u0007';
const stringEnd = `${escape}\\`;

/** Of one that does not end on its line, only the beginning is taken for a sequence. */
function endOfTitle(text: string, at: number): number | undefined {
  title.lastIndex = at + 1;
  title.test(text);
  const end = title.lastIndex;
  if (text.startsWith(bell, end)) return end + 1;
  if (text.startsWith(stringEnd, end)) return end + 2;
  return stringEnd.startsWith(text.slice(end)) ? undefined : at + 2;
}

/** Such as `ESC 7` or `ESC ( B`. */
function endOfShortSequence(text: string, at: number): number | undefined {
  const finalAt = past(text, at + 1, mostIntermediates, 0x20, 0x2f);
  if (finalAt >= text.length) return undefined;
  const final = text.charAt(finalAt);
  return final >= '0' && final <= '~' ? finalAt + 1 : finalAt;
}

/** The place after at most `most` characters from `first` to `last`. */
function past(text: string, at: number, most: number, first: number, last: number): number {
  const end = at + most;
  while (at < end && text.charCodeAt(at) >= first && text.charCodeAt(at) <= last) at++;
  return at;
}
