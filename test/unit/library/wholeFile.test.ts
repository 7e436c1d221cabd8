import assert from 'node:assert/strict';
import { mkdir, open, readdir, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { evenIfBusy } from '../../../src/library/fileErrors';
import { createFile, replaceExistingFile, replaceFile } from '../../../src/library/wholeFile';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';

describe('a file that is written whole', () => {
  const temporary = useTemporaryFolder();
  let file: string;

  beforeEach(() => {
    file = path.join(temporary.path, 'file');
  });

  it('is replaced, whether it is there or not', async () => {
    for (const text of ['first', 'second', '']) {
      await replaceFile(file, text);
      assert.equal(await readFile(file, 'utf8'), text);
    }
    assert.deepEqual(await readdir(temporary.path), ['file']);
  });

  it('is replaced only if it is there', async () => {
    assert.equal(await replaceExistingFile(file, 'first'), false);
    assert.deepEqual(await readdir(temporary.path), []);
    await writeFile(file, 'first');
    assert.equal(await replaceExistingFile(file, 'second'), true);
    assert.equal(await readFile(file, 'utf8'), 'second');
  });

  it('is made by one of many that try at the same time', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => String(index));
    const made = await Promise.all(texts.map((text) => createFile(file, text)));
    assert.equal(made.filter(Boolean).length, 1);
    assert.equal(await readFile(file, 'utf8'), texts[made.indexOf(true)]);
    assert.deepEqual(await readdir(temporary.path), ['file']);
  });

  it('is on the disk before it has its name', async () => {
    const handle = await open(process.execPath);
    const handles = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    // eslint-disable-next-line @typescript-eslint/unbound-method -- It is put back as it was.
    const { sync } = handles;
    const namesAtSync: string[][] = [];
    handles.sync = async function (this: FileHandle) {
      namesAtSync.push(await readdir(temporary.path));
      return sync.call(this);
    };
    try {
      await createFile(file, 'text');
    } finally {
      handles.sync = sync;
    }
    assert.equal(namesAtSync.length, 1);
    assert.ok(!namesAtSync.flat().includes('file'));
  });

  it('leaves nothing behind where it fails', async () => {
    await mkdir(path.join(file, 'full'), { recursive: true });
    await assert.rejects(replaceFile(file, 'text'));
    await assert.rejects(replaceFile(path.join(temporary.path, 'not there', 'file'), 'text'));
    assert.deepEqual(await readdir(temporary.path), ['file']);
  });
});

describe('what Windows refuses while a file is open elsewhere', () => {
  function failing(times: number, code: string): () => Promise<string> {
    let left = times;
    return () => {
      left -= 1;
      const error = Object.assign(new Error(code), { code });
      return left >= 0 ? Promise.reject(error) : Promise.resolve('done');
    };
  }

  it('is tried again for a moment', async () => {
    for (const code of ['EBUSY', 'EPERM', 'EACCES']) {
      assert.equal(await evenIfBusy(failing(3, code)), 'done');
    }
    await assert.rejects(evenIfBusy(failing(4, 'EBUSY')), { code: 'EBUSY' });
  });

  it('is not, where it fails for another reason', async () => {
    await assert.rejects(evenIfBusy(failing(1, 'ENOSPC')), { code: 'ENOSPC' });
  });
});
