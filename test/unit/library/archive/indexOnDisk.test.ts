import assert from 'node:assert/strict';
import { mkdir, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { IndexOnDisk } from '../../../../src/library/archive/indexOnDisk';
import { LibraryReports, type LibraryReport } from '../../../../src/library/libraryReport';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';

const gone = { state: 'gone', at: 0 } as const;

describe('the index of outputs', () => {
  const temporary = useTemporaryFolder();
  let told: LibraryReport[];
  let file: string;
  let index: IndexOnDisk;

  beforeEach(() => {
    told = [];
    file = path.join(temporary.path, 'index', 'one.json');
    index = new IndexOnDisk(file, new LibraryReports((report) => told.push(report)));
  });

  it('tells each of those that came together that nothing could be written', async () => {
    const together = await Promise.allSettled([index.set('a', gone), index.set('b', gone)]);
    assert.deepEqual(
      together.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    await mkdir(path.dirname(file));
    await index.set('c', gone);
    assert.deepEqual([...index.entries.keys()], ['c']);
  });

  it('writes all that come together', async () => {
    await mkdir(path.dirname(file));
    await Promise.all([index.set('a', gone), index.set('b', gone), index.set('a', undefined)]);
    const later = new IndexOnDisk(file, new LibraryReports(() => undefined));
    await later.refresh();
    assert.deepEqual([...later.entries.keys()], ['b']);
  });

  it('is not written over where it cannot be read at that moment', async () => {
    await mkdir(path.dirname(file));
    await index.set('a', gone);
    // More than can be read in one go; nothing of it is on the disk.
    await writeFile(file, '');
    await truncate(file, 3 * 1024 ** 3);
    await index.refresh();
    assert.deepEqual([...index.entries.keys()], ['a']);
    assert.deepEqual(
      told.map(({ type }) => type),
      ['output-trouble'],
    );
    await assert.rejects(index.set('b', gone));
    assert.equal((await stat(file)).size, 3 * 1024 ** 3);
  });
});
