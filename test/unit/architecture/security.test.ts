import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { projectText } from '../../support/projectFiles';
import { projectFolder } from '../../support/vscode/cacheFolder';

const rows = projectText('SECURITY.md')
  .split('\n')
  .filter((line) => /^\| (?!From |-)/.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

describe('SECURITY.md', () => {
  it('says from whom, by what and by which test for all that is protected', () => {
    assert.ok(rows.length >= 20);
    for (const [, from = '', by = '', tests = ''] of rows) {
      assert.ok(from !== '' && by !== '' && namedIn(tests).length > 0, from);
    }
  });

  for (const { file, title } of rows.flatMap(([, , , tests = '']) => namedIn(tests))) {
    it(`names a test that is there: ${file} “${title}”`, () => {
      assert.ok(existsSync(path.join(projectFolder, file)), 'there is no such file');
      assert.ok(titlesIn(projectText(file)).includes(title), 'there is no such test');
    });
  }
});

/** Each file in the cell with each of its titles. */
function namedIn(cell: string): { file: string; title: string }[] {
  return cell.split(' · ').flatMap((part) => {
    const file = /^`(test\/\S+\.test\.ts)` “/.exec(part)?.[1] ?? assert.fail(`no test: ${part}`);
    return [...part.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title }));
  });
}

/** As they are written, with `…` for what is filled in. */
function titlesIn(source: string): string[] {
  const titles = source.matchAll(/\bit\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g);
  return [...titles].map(([, plain, template = '']) => plain ?? withEllipses(template));
}

function withEllipses(template: string): string {
  return template.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');
}
