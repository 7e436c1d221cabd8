import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { ShownFolder } from '../../../../src/library/archive/shownFolder';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';

describe('The folder that a page sees', () => {
  const folder = useTemporaryFolder();
  const filesOf = async (name: string) => {
    const files = path.join(folder.path, 'files', name);
    await mkdir(files, { recursive: true });
    await writeFile(path.join(files, 'deer.png'), name);
    return files;
  };

  it('holds the files of the prediction that is shown, and of no other', async () => {
    const [one, other] = [await filesOf('one'), await filesOf('other')];
    const shown = new ShownFolder(path.join(folder.path, 'shown'));
    assert.ok(shown.show(one));
    const before = shown.placeOf(path.join(one, 'deer.png'));
    assert.ok(before.startsWith(shown.path));
    assert.equal(await readFile(before, 'utf8'), 'one');
    assert.ok(shown.show(other));
    assert.deepEqual(await readdir(shown.path), ['other']);
    await assert.rejects(readFile(before));
  });

  it('has files that come later, too', async () => {
    const later = path.join(folder.path, 'files', 'later');
    const shown = new ShownFolder(path.join(folder.path, 'shown'));
    assert.ok(shown.show(later));
    await filesOf('later');
    assert.equal(await readFile(shown.placeOf(path.join(later, 'deer.png')), 'utf8'), 'later');
  });

  it('goes on to the next though something has removed the last', async () => {
    const [one, other] = [await filesOf('one'), await filesOf('other')];
    const shown = new ShownFolder(path.join(folder.path, 'shown'));
    assert.ok(shown.show(one));
    await rm(path.join(shown.path, 'one'));
    assert.ok(shown.show(other));
    assert.deepEqual(await readdir(shown.path), ['other']);
  });

  it('is gone once it is closed, and the files stay', async () => {
    const one = await filesOf('one');
    const shown = new ShownFolder(path.join(folder.path, 'shown'));
    shown.show(one);
    shown.dispose();
    assert.deepEqual(await readdir(path.join(folder.path, 'shown')), []);
    assert.deepEqual(await readdir(one), ['deer.png']);
  });

  it('says so where there can be no links', async () => {
    const one = await filesOf('one');
    const file = path.join(folder.path, 'file');
    await writeFile(file, '');
    const shown = new ShownFolder(file);
    assert.equal(shown.show(one), false);
    assert.equal(shown.placeOf(path.join(one, 'deer.png')), path.join(one, 'deer.png'));
    shown.dispose();
  });

  it('says so where its link cannot be taken away, and is closed all the same', async () => {
    const [one, other] = [await filesOf('one'), await filesOf('other')];
    const shown = new ShownFolder(path.join(folder.path, 'shown'));
    assert.ok(shown.show(one));
    // As little to be removed as what another program has open on Windows.
    await rm(path.join(shown.path, 'one'));
    await mkdir(path.join(shown.path, 'one', 'in use'), { recursive: true });
    assert.equal(shown.show(other), false);
    assert.equal(shown.placeOf(path.join(other, 'deer.png')), path.join(other, 'deer.png'));
    shown.dispose();
    assert.deepEqual(await readdir(one), ['deer.png']);
  });
});
