import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a language known to the VS Code of that data folder, as an installed language pack would, but
 * without a word of VS Code's own: those stay English. A server that is started with `--locale` then
 * has it as the display language of its windows, and so of their extensions.
 * @param language As VS Code writes it, such as `zh-cn`.
 */
export async function addDisplayLanguage(dataDir: string, language: string): Promise<void> {
  const words = path.join(dataDir, `${language}.i18n.json`);
  await writeFile(words, JSON.stringify({ contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `tests.${language}` }, version: '1.0.0' }];
  const pack = { hash: language, extensions, translations: { vscode: words }, label: language };
  await writeFile(path.join(dataDir, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
