/** As many characters as any system and archive bears; and, as file systems count, as many bytes. */
const longest = { characters: 100, bytes: 240 };

const notAllowed = /[^\p{L}\p{M}\p{N} ._()[\]+=,@~-]+/gu;
/** Windows gives these to devices, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))/i;

/**
 * A file name that every system takes. What is not a letter, a digit or a harmless sign becomes `_`.
 * @param extension Without the dot; empty for none.
 */
export function safeFileName(stem: string, extension: string): string {
  const ending = extension === '' ? '' : `.${extension}`;
  return cut(safeStem(stem), ending) + ending;
}

/** The next name to try where that one is taken: `deer.png`, `deer (2).png`, `deer (3).png`. */
export function numberedFileName(stem: string, extension: string, number: number): string {
  if (number === 1) return safeFileName(stem, extension);
  const ending = ` (${number})${extension === '' ? '' : `.${extension}`}`;
  return cut(safeStem(stem), ending) + ending;
}

function safeStem(stem: string): string {
  const allowed = trimmed(stem.normalize('NFC').replace(notAllowed, '_'));
  return (allowed === '' ? 'output' : allowed).replace(reserved, '$&_');
}

/** A leading dot hides a file, and Windows drops a last dot or space. */
function trimmed(name: string): string {
  return name.replace(/^[ .]+|[ .]+$/g, '');
}

/** Never cuts a character in half. */
function cut(stem: string, ending: string): string {
  const characters = Array.from(stem);
  const isTooLong = (name: string) =>
    name.length > longest.characters || Buffer.byteLength(name) > longest.bytes;
  while (isTooLong(characters.join('') + ending)) characters.pop();
  return trimmed(characters.join(''));
}
