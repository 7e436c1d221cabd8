import { readFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../vscode/cacheFolder';
import { pseudo } from './pseudo';

type Words = Readonly<Record<string, string>>;

/** What a window of VS Code speaks. */
export interface DisplayLanguage {
  /** As VS Code writes it. */
  readonly tag: string;
  /** What stands for that text, of the manifest or of a message, in the window. */
  words(english: string): string;
  /** Files that the installed extension does not have by itself, as they are put into its folder. */
  readonly files: Words;
}

const manifest = wordsIn('package.nls.json');
const bundle = wordsIn('l10n/bundle.l10n.json');

export const chinese: DisplayLanguage = {
  tag: 'zh-cn',
  words: translator(wordsIn('package.nls.zh-cn.json'), wordsIn('l10n/bundle.l10n.zh-cn.json')),
  files: {},
};

/** English, longer and with strange letters: what is cut off, or not translated, is seen at once. */
export const pseudoLanguage: DisplayLanguage = {
  tag: 'qps-ploc',
  words: pseudo,
  files: {
    'package.nls.qps-ploc.json': JSON.stringify(mapped(manifest, pseudo)),
    'l10n/bundle.l10n.qps-ploc.json': JSON.stringify(mapped(bundle, pseudo)),
  },
};

function translator(ofManifest: Words, ofBundle: Words): (english: string) => string {
  const titles = Object.entries(manifest).map(([key, text]) => [text, ofManifest[key]] as const);
  const known = new Map([...Object.entries(ofBundle), ...titles]);
  return (english) => {
    const found = known.get(english);
    if (found === undefined) throw new Error(`Nobody says “${english}”.`);
    return found;
  };
}

function wordsIn(file: string): Words {
  return JSON.parse(readFileSync(path.join(projectFolder, file), 'utf8')) as Words; // flat by definition
}

function mapped(words: Words, map: (text: string) => string): Words {
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, map(text)]));
}
