/**
 * For a character class: white space, and the unseen characters that pages and chats leave in a text.
 * These part words as spaces do, so that no id is ever put together from two pieces.
 */
export const blanks = String.raw`\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069`;

/** @param pattern A sticky one. */
export function isMatchAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/**
 * The place after what stands at `at`, or `at` where the pattern does not match.
 * @param pattern A sticky one.
 */
export function pastMatch(pattern: RegExp, text: string, at: number): number {
  return isMatchAt(pattern, text, at) ? pattern.lastIndex : at;
}
