import assert from 'node:assert/strict';

import { projectText } from '../../support/projectFiles';
import { chinese } from '../../support/words/displayLanguage';

const english = projectText('README.md');
const translated = projectText('README.zh-CN.md');
const titles = Object.entries(wordsIn('package.nls.json'))
  .filter(([key]) => key.startsWith('command.'))
  .map(([, title]) => title);

describe('The README in Chinese', () => {
  it('is led to by the English one, and leads back', () => {
    assert.match(english, /\]\(README\.zh-CN\.md\)/);
    assert.match(translated, /\]\(README\.md\)/);
  });

  it('names the same commands in the same order, as they are called in Chinese', () => {
    const named = cellsOf(english, '## Commands').flatMap((cell) => cell.split(', '));
    assert.ok(named.every((title) => titles.includes(title)));
    assert.deepEqual(
      cellsOf(translated, '## 命令').flatMap((cell) => cell.split('、')),
      named.map((title) => chinese.words(title)),
    );
  });

  it('has the same settings with the same defaults', () => {
    assert.deepEqual(settingsOf(translated, '## 设置'), settingsOf(english, '## Settings'));
    assert.ok(settingsOf(english, '## Settings').length > 10);
  });

  it('has the same tools, code, pictures and web addresses', () => {
    const [own] = translated.split('## 参与开发');
    const [other] = english.split('## Work on it');
    assert.deepEqual(codeIn(own), codeIn(other));
  });

  it('has the same chapters', () => {
    const chapters = (text: string) => text.match(/^## .*$/gm)?.length;
    assert.equal(chapters(translated), chapters(english));
  });

  it('has as many points and rows in each of them', () => {
    const counts = (text: string | undefined = '') =>
      text.split('\n## ').map((chapter) => chapter.match(/^(?:-|\d+\.|\|) /gm)?.length ?? 0);
    const [own] = translated.split('## 参与开发');
    const [other] = english.split('## Work on it');
    assert.deepEqual(counts(own), counts(other));
  });

  it('calls commands in its text as they are called', () => {
    const named = [...translated.matchAll(/\*\*DeerAPI: ([^*]+)\*\*/g)].map(([, title]) => title);
    const known = titles.map((title) => chinese.words(title));
    assert.deepEqual(
      named.filter((title) => !known.includes(title ?? '')),
      [],
    );
  });
});

/** Of the first column of that chapter's table. */
function cellsOf(text: string, heading: string): string[] {
  return rowsOf(text, heading).map(([first = '']) => first);
}

function settingsOf(text: string, heading: string): string[][] {
  return rowsOf(text, heading).map((cells) => cells.slice(0, 2));
}

function rowsOf(text: string, heading: string): string[][] {
  const [, chapter = ''] = text.split(`${heading}\n`);
  const [table = ''] = chapter.split('\n## ');
  const rows = table.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function codeIn(text = ''): string[] {
  return [...new Set(text.match(/`[^`\n]+`|\]\((?:https?:|media|docs)[^)]*\)/g))].sort();
}

function wordsIn(file: string): Record<string, string> {
  return JSON.parse(projectText(file)) as Record<string, string>; // flat by definition
}
