import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Uri } from 'vscode';

import { fillPattern } from '../../src/features/outputs/namePattern';
import type { OutputFile } from '../../src/features/outputs/outputFile';
import { writeOnce, writeUnderFreeName } from '../../src/features/outputs/writeFile';
import { trackedOf } from '../support/builders/predictions';
import { whyIllegal } from '../support/hostile/illegalName';
import { namesOfHarm } from '../support/hostile/nameTricks';

const patterns = ['{model}-{id}-{index}', '{owner}', '{label}', '{name}'];

describe('Files under names that would do harm', () => {
  let root: string;
  let folder: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'deerapi-names-'));
    folder = path.join(root, 'one', 'two', 'chosen');
    await mkdir(folder, { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  it('are written where the person chose, each of its own, and nowhere else', async () => {
    const contents: string[] = [];
    for (const stem of stems()) {
      for (const extension of ['png', '']) {
        const text = `file ${contents.length}`;
        const file: OutputFile = { bytes: { type: 'text', text }, extension };
        const target = await writeUnderFreeName(file, Uri.file(folder), stem);
        assert.equal(path.dirname(target.fsPath), folder, stem);
        contents.push(text);
      }
    }
    await areThere(contents);
  });

  it('are copied into a document’s folder, each of its own, and nowhere else', async () => {
    const contents: string[] = [];
    for (const stem of stems()) {
      const text = `file ${contents.length}`;
      const kept = path.join(root, 'kept');
      await writeFile(kept, text);
      const file: OutputFile = { bytes: { type: 'file', path: kept }, extension: 'webp' };
      const [once, again] = [
        await writeOnce(file, Uri.file(folder), stem),
        await writeOnce(file, Uri.file(folder), stem),
      ];
      assert.equal(path.dirname(once.fsPath), folder, stem);
      contents.push(text);
      // Under another name than the first that is tried, it is not looked for.
      if (again.fsPath !== once.fsPath) contents.push(text);
    }
    await rm(path.join(root, 'kept'));
    await areThere(contents);
  });

  it('do not follow a link that lies in their way', async () => {
    const mine = path.join(root, 'mine');
    await writeFile(mine, 'mine');
    await symlink(mine, path.join(folder, 'deer.png'));
    await symlink(path.join(root, 'nothing'), path.join(folder, 'deer (2).png'));
    const file: OutputFile = { bytes: { type: 'text', text: 'theirs' }, extension: 'png' };
    const target = await writeUnderFreeName(file, Uri.file(folder), 'deer');
    assert.equal(path.basename(target.fsPath), 'deer (3).png');
    assert.equal(await readFile(mine, 'utf8'), 'mine');
    assert.deepEqual((await readdir(root)).sort(), ['mine', 'one']);
  });

  async function areThere(contents: readonly string[]): Promise<void> {
    const names = await readdir(folder);
    for (const name of names) assert.equal(whyIllegal(name), undefined, name);
    const found = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    assert.deepEqual(found.sort(), [...contents].sort());
    assert.deepEqual(await readdir(root), ['one']);
    assert.deepEqual(await readdir(path.join(root, 'one')), ['two']);
    assert.deepEqual(await readdir(path.join(root, 'one', 'two')), ['chosen']);
  }
});

/** What a server can make of each pattern. */
function stems(): string[] {
  return namesOfHarm().flatMap(({ text }) => {
    const tracked = { ...trackedOf({ model: `${text}/${text}` }), id: text };
    const named = { tracked, index: 0, count: 1, label: text, name: text };
    return patterns.map((pattern) => fillPattern(pattern, named));
  });
}
