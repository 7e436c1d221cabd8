/** A number as bars write it, such as `517`, `0.5`, `20.5M` or `3.2MiB`. */
export interface Amount {
  /** With its prefix multiplied out. */
  readonly value: number;
  readonly isScaled: boolean;
  /** The place after it. */
  readonly end: number;
}

const prefixes = 'kMGTPEZY';
/** More are no count. */
const mostDigits = 15;
const digit0 = 48;
const point = 46;

export function readAmount(text: string, at: number): Amount | undefined {
  const wholeEnd = pastDigits(text, at);
  if (wholeEnd === at || wholeEnd - at > mostDigits) return undefined;
  const hasFraction = text.charCodeAt(wholeEnd) === point && isDigit(text, wholeEnd + 1);
  const end = hasFraction ? pastDigits(text, wholeEnd + 1) : wholeEnd;
  const value = hasFraction ? Number(text.slice(at, end)) : wholeNumber(text, at, end);
  return isLetter(text, end) ? withPrefix(text, value, end) : { value, isScaled: false, end };
}

/** Bytes of `kiB` are counted by 1024, all else by 1000. */
export function scaleOf(prefix: string, isBinary: boolean): number {
  const power = prefixes.indexOf(prefix === 'K' ? 'k' : prefix) + 1;
  return (isBinary ? 1024 : 1000) ** power;
}

export function pastDigits(text: string, at: number): number {
  while (isDigit(text, at)) at++;
  return at;
}

export function startOfDigits(text: string, end: number): number {
  while (isDigit(text, end - 1)) end--;
  return end;
}

export function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= digit0 && code <= digit0 + 9;
}

const scale = /([kKMGTPEZY])(i?)B?(?![A-Za-z])/y;

/** Letters that are no prefix belong to what follows, as where two bars run together. */
function withPrefix(text: string, value: number, at: number): Amount {
  scale.lastIndex = at;
  const [whole, prefix, binary] = scale.exec(text) ?? [];
  if (whole === undefined || prefix === undefined) return { value, isScaled: false, end: at };
  const factor = scaleOf(prefix, binary === 'i');
  return { value: value * factor, isScaled: true, end: at + whole.length };
}

/** Of the digits from `at` on. Quicker than `Number`, which would want them cut out. */
export function wholeNumber(text: string, at: number, end: number): number {
  let value = 0;
  for (let index = at; index < end; index++) value = value * 10 + text.charCodeAt(index) - digit0;
  return value;
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 32;
  return code >= 97 && code <= 122;
}
