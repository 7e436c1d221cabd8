/** Parts shorter than this are copies anyway. */
const leastShared = 13;

/**
 * The same text, apart from the text that it was cut from. An engine that shares the letters of a
 * part with its whole would else keep a log of megabytes in memory for one line of it.
 */
export function ownText(part: string): string {
  return part.length < leastShared ? part : ` ${part}`.slice(1);
}
