/** A picture in a paragraph of its own, with the empty line after it. */
const picture = /^!\[[^\]]*\]\((?!https:)[^)]+\)\n\n?/gm;
/** To the README in another language, in a paragraph of its own. */
const otherLanguage = /^\[[^\]]+\]\(README\.[^)]+\)\n\n/gm;
const fileLink = /\[([^\]]+)\]\((?!https:|#)[^)]+\)/g;

/**
 * The README as VS Code's page of the extension can show it. It shows pictures from https addresses
 * alone and opens no file of the package; so pictures and other languages go, and links to files become
 * plain words.
 */
export function packagedReadme(text: string): string {
  return text.replace(picture, '').replace(otherLanguage, '').replace(fileLink, '$1');
}
