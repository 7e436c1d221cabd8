/** As many characters as any system and archive bears; and, as file systems count, as many bytes. */
const longest = { characters: 100, bytes: 240 };

const notAllowed = /[^\p{L}\p{M}\p{N} ._()[\]+=,@~-]+/gu;
/** Windows gives these to devices, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))/i;

/** Of a longer stem only the start is looked at: it may have millions of characters. */
const mostRead = 400;

/**
 * A file name that every system takes. What is not a letter, a digit or a harmless sign becomes `_`.
 * @param extension Without the dot; empty for none.
 */
export function safeFileName(stem: string, extension: string): string {
  return withEnding(stem, extension === '' ? '' : `.${extension}`);
}

/** The next name to try where that one is taken: `deer.png`, `deer (2).png`, `deer (3).png`. */
export function numberedFileName(stem: string, extension: string, number: number): string {
  if (number === 1) return safeFileName(stem, extension);
  return withEnding(stem, ` (${number})${extension === '' ? '' : `.${extension}`}`);
}

/** Never cuts a character in half. */
function withEnding(stem: string, ending: string): string {
  const allowed = stem.slice(0, mostRead).normalize('NFC').replace(notAllowed, '_');
  const characters = Array.from(allowed);
  for (;;) {
    const name = usable(characters.join('')) + ending;
    if (name.length <= longest.characters && Buffer.byteLength(name) <= longest.bytes) return name;
    characters.pop();
  }
}

/** A leading dot hides a file, and Windows drops a last dot or space; what is left may be a device's name. */
function usable(stem: string): string {
  const trimmed = stem.replace(/^[ .]+|[ .]+$/g, '');
  return (trimmed === '' ? 'output' : trimmed).replace(reserved, '$&_');
}
