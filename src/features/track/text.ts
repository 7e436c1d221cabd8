/** A text in pieces, so that the event loop is never held by all of it at once. */
export type Text = Iterable<string>;

/** Characters, or bytes, that take far less than a millisecond to hand on. */
const pieceLength = 1_000_000;

export function* inPieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
}

/** A file's text: UTF-16 where a mark says so, as of PowerShell's `>`, else UTF-8. */
export function* decoded(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(utf16Of(bytes) ?? 'utf-8');
  for (let at = 0; at < bytes.length; at += pieceLength) {
    const stream = at + pieceLength < bytes.length;
    yield decoder.decode(bytes.subarray(at, at + pieceLength), { stream });
  }
}

/** Whether a file holds what no text does. */
export function isBinary(bytes: Uint8Array): boolean {
  return utf16Of(bytes) === undefined && bytes.subarray(0, pieceLength).includes(0);
}

function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}
