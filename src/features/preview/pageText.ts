import { cutText, displayText } from '../../prediction/displayText';

/** Longer texts are cut in the page; an editor has them whole. */
export const longestPageText = 20_000;

/** As a person may safely see it, and not longer than a page should hold. */
export function pageText(text: string): string {
  const shown = displayText(cutText(text, longestPageText));
  return text.length > longestPageText ? `${shown}…` : shown;
}
