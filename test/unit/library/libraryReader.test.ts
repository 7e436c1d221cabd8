import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { LibraryReader } from '../../../src/library/libraryReader';
import type { LibraryReport } from '../../../src/library/libraryReport';
import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { storedOf } from '../../support/library/storedOf';

describe('a reader of the library', () => {
  const temporary = useTemporaryFolder();
  let reports: LibraryReport[];
  let reader: LibraryReader;

  beforeEach(async () => {
    reports = [];
    reader = new LibraryReader(temporary.path, (report) => reports.push(report));
    const library = new PredictionLibrary(temporary.path, () => undefined);
    await library.add([storedOf('one'), storedOf('two')]);
    await library.mark(['two'], 'paused', true);
    library.dispose();
  });

  it('reads what a window has kept, with its marks', async () => {
    const heads = await reader.heads();
    assert.deepEqual(heads.map(({ id }) => id).sort(), ['one', 'two']);
    assert.deepEqual(await reader.read('two'), { ...storedOf('two'), marks: new Set(['paused']) });
    assert.equal(await reader.read('three'), undefined);
    assert.deepEqual(reports, []);
  });

  it('changes nothing on disk, not even what is damaged', async () => {
    const folder = path.join(temporary.path, 'predictions');
    const [first = '', second = ''] = (await readdir(folder)).sort();
    await writeFile(path.join(folder, first), 'no JSON\n');
    const [head = ''] = (await readFile(path.join(folder, second), 'utf8')).split('\n');
    await writeFile(path.join(folder, second), `${head}\nno JSON\n`);
    const before = await everything(temporary.path);
    await reader.heads();
    assert.equal(await reader.read('one'), undefined);
    assert.equal((await reader.read('two'))?.answer, '');
    assert.deepEqual(await everything(temporary.path), before);
    assert.deepEqual([...new Set(reports.map(({ type }) => type))], ['not-read']);
  });

  it('finds nothing where nothing was ever kept', async () => {
    const nowhere = new LibraryReader(path.join(temporary.path, 'not-there'), (report) =>
      reports.push(report),
    );
    assert.deepEqual(await nowhere.heads(), []);
    assert.equal(await nowhere.read('one'), undefined);
    assert.deepEqual(reports, []);
    assert.ok(!(await readdir(temporary.path)).includes('not-there'));
  });
});

/** Each file's name and text. */
async function everything(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const texts = files.map(async (file) => [file, await readFile(file, 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}
