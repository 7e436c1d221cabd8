import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
  bundleOf,
  extensionMessages,
  messagesIn,
  placeholdersOf,
} from '../../support/words/messages';
import { parsed } from '../../support/words/sources';
import { projectFolder } from '../../support/vscode/cacheFolder';

type Words = Readonly<Record<string, string>>;

const languages = ['zh-cn'];
const bundle = wordsIn('l10n/bundle.l10n.json');
const manifestWords = wordsIn('package.nls.json');

describe('the bundle of messages', () => {
  const messages = extensionMessages();

  it('holds what the sources say, and no more: npm run l10n writes it', () => {
    assert.deepEqual(bundle, bundleOf(messages));
    assert.ok(Object.keys(bundle).length > 300);
  });

  it('is filled with as many values as each message has places for', () => {
    const wrong = messages.filter(({ text, values }) => {
      const places = new Set(placeholdersOf(text));
      // A page fills in its own words.
      return values !== places.size && !(values === 0 && places.size > 0);
    });
    assert.deepEqual(wrong, []);
  });

  it('cannot be made of messages that are put together', () => {
    const source = parsed('made.ts', 'l10n.t(`${count} files`);');
    assert.throws(() => messagesIn([source]), /made\.ts:1: the message must be a plain literal/);
  });

  it('sees a message whatever l10n is a part of', () => {
    const source = parsed(
      'made.ts',
      `this.l10n.t('a'); vscode.l10n.t('b'); l10n.t('c', 1); x.t('d');`,
    );
    assert.deepEqual(Object.keys(bundleOf(messagesIn([source]))), ['a', 'b', 'c']);
  });
});

describe('languages', () => {
  it('are those that are tested here', () => {
    const files = [...readdirSync(path.join(projectFolder, 'l10n')), ...readdirSync(projectFolder)];
    const found = files.flatMap(
      (file) => /^(?:bundle\.l10n|package\.nls)\.([\w-]+)\.json$/.exec(file)?.[1] ?? [],
    );
    assert.deepEqual([...new Set(found)], languages);
  });
});

for (const language of languages) {
  describe(`the language ${language}`, () => {
    for (const [english, translated] of [
      [bundle, wordsIn(`l10n/bundle.l10n.${language}.json`)],
      [manifestWords, wordsIn(`package.nls.${language}.json`)],
    ] as const) {
      const name = english === bundle ? 'messages' : 'manifest';

      it(`has all ${name}, and no others`, () => {
        assert.deepEqual(Object.keys(translated), Object.keys(english));
        assert.ok(Object.values(translated).every((text) => text.trim() !== ''));
      });

      it(`keeps what is filled in, code and links of the ${name}`, () => {
        for (const [key, text] of Object.entries(english)) {
          assert.deepEqual(fixedParts(translated[key] ?? ''), fixedParts(text), key);
        }
      });

      it(`sets the ${name} as Chinese is set: wide marks, and a space beside Latin letters`, () => {
        const badlySet = Object.values(translated).filter((text) => isBadlySet(text));
        assert.deepEqual(badlySet, []);
      });
    }
  });
}

function wordsIn(file: string): Words {
  return JSON.parse(readFileSync(path.join(projectFolder, file), 'utf8')) as Words; // flat by definition
}

function fixedParts(text: string): string[] {
  return (text.match(/\{\w+\}|`[^`]+`|\(command:[^)]+\)|DEERAPI_\w+|deerapi\.\w+/g) ?? []).sort();
}

function isBadlySet(text: string): boolean {
  // What follows a button's name in brackets is a key.
  return /\p{Script=Han}[,;:!?]| \([^)]*\)[，。；：]|[.,;:!?]\p{Script=Han}|\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}/u.test(
    text,
  );
}
