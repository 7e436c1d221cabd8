const plain = 'aceghijklnoprstuwyzACEGHIJKLNOPRSTUWYZ';
const accented = 'áçéĝĥíĵķļñóþřšťúŵýžÁÇÉĜĤÍĴĶĻÑÓÞŘŠŤÚŴÝŽ';

/** What is filled in, code, icons, addresses of links, and names of settings stay as they are. */
const fixed = /(\{[\w}]*\}|`[^`]+`|\$\([^)]+\)|\]\([^)]+\)|#[\w.]+#)/;

/** A text with an accent on each letter that takes one, and two fifths longer. */
export function pseudo(text: string): string {
  const dressed = text
    .split(fixed)
    .map((part, place) => (place % 2 === 1 ? part : withAccents(part)))
    .join('');
  return dressed + filler(Math.ceil(text.length * 0.4));
}

function withAccents(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter);
}

/** Words of eight letters, so that a line may break as in a language of long words. */
function filler(length: number): string {
  return ' éñóúğħļý'.repeat(Math.ceil(length / 9)).slice(0, Math.max(2, length));
}
