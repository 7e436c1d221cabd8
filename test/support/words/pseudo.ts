const plain = 'aceghijklnoprstuwyzACEGHIJKLNOPRSTUWYZ';
const accented = 'áçéĝĥíĵķļñóþřšťúŵýžÁÇÉĜĤÍĴĶĻÑÓÞŘŠŤÚŴÝŽ';

/** What is filled in, code, icons, addresses of links, and names of settings stay as they are. */
const fixed = /(\{[\w}]*\}|`[^`]+`|\$\([^)]+\)|\]\([^)]+\)|#[\w.]+#)/;

/** Each line with an accent on each letter that takes one, and two fifths longer. */
export function pseudo(text: string): string {
  return text.split('\n').map(pseudoLine).join('\n');
}

function pseudoLine(line: string): string {
  const parts = line.split(fixed);
  const isFixed = (place: number) => place % 2 === 1;
  const length = parts.filter((_, place) => !isFixed(place)).join('').length;
  const dressed = parts.map((part, place) => (isFixed(place) ? part : withAccents(part)));
  // Within the link that a line is.
  return dressed.join('').replace(/(?:\]\([^)]+\))?$/, (end) => filler(length * 0.4) + end);
}

function withAccents(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter);
}

/** Words of eight letters, so that a line may break as in a language of long words. */
function filler(length: number): string {
  return ' éñóúğħļý'.repeat(Math.ceil(length / 9)).slice(0, Math.max(2, Math.ceil(length)));
}
