import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import {
  PredictionLibrary,
  type LibraryReport,
  type StoredPrediction,
} from '../../../src/library/predictionLibrary';
import { storageFileName } from '../../../src/library/storageFileName';
import { answerText, baseUrl } from '../../support/builders/predictions';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';

describe('the library of predictions', () => {
  const temporary = useTemporaryFolder();
  let folder: string;
  let reports: LibraryReport[];
  let library: PredictionLibrary;

  beforeEach(() => {
    folder = path.join(temporary.path, 'made', 'when', 'needed');
    reports = [];
    library = new PredictionLibrary(folder, (report) => reports.push(report));
  });

  it('is empty, and reports nothing, before anything was kept', async () => {
    assert.deepEqual(await library.load(), []);
    assert.deepEqual(reports, []);
  });

  it('gives back what was kept, unaltered, to a later session', async () => {
    const answer = '{ "id":"a", "big":1e21, "鹿":"\\u0000\\ud83e", "__proto__":{"x":[null]} }\n';
    const one = { ...stored('a'), answer };
    await library.save(one);
    await library.save(stored('b'));
    const later = new PredictionLibrary(folder, (report) => reports.push(report));
    assert.deepEqual(byId(await later.load()), [one, stored('b')]);
    assert.deepEqual(reports, []);
  });

  it('keeps the last of several states', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `id${index}`);
    const saves = ids.flatMap((id) =>
      [1, 2, 3].map((answeredAt) => library.save({ ...stored(id), answeredAt })),
    );
    await Promise.all(saves);
    const loaded = await library.load();
    assert.equal(loaded.length, ids.length);
    assert.deepEqual([...new Set(loaded.map(({ answeredAt }) => answeredAt))], [3]);
  });

  it('keeps ids apart that differ by case alone, or hold odd signs', async () => {
    const ids = ['abc', 'ABC', 'aBc', '../../abc', 'a/b', 'con', '鹿'];
    await Promise.all(ids.map((id) => library.save(stored(id))));
    const names = await readdir(folder);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, ids.length);
    assert.deepEqual(byId(await library.load()), byId(ids.map(stored)));
  });

  it('gives one of them, also while it is being written', async () => {
    assert.equal(await library.read('a'), undefined);
    void library.save(stored('a'));
    assert.deepEqual(await library.read('a'), stored('a'));
    assert.deepEqual(reports, []);
  });

  it('leaves nothing but whole files', async () => {
    await library.save(stored('a'));
    const names = await readdir(folder);
    assert.equal(names.length, 1);
    assert.ok(names.every((name) => name.endsWith('.json')));
  });

  it('forgets what was removed, and takes that twice', async () => {
    await library.save(stored('a'));
    await library.remove('a');
    await library.remove('a');
    assert.deepEqual(await library.load(), []);
    assert.deepEqual(reports, []);
  });

  it('forgets what is removed while it is still being written', async () => {
    const saving = library.save(stored('a'));
    await library.remove('a');
    await saving;
    assert.deepEqual(await library.load(), []);
  });

  for (const [name, text] of [
    ['cut off', '{"version":1,"id":"a","answ'],
    ['empty', ''],
    ['of another shape', '{"version":1,"id":7}'],
    ['without a version', '{"id":"a"}'],
    ['an array', '[]'],
  ] as const) {
    it(`sets a file aside that is ${name}, names it, and loads the rest`, async () => {
      await library.save(stored('fair'));
      const file = path.join(folder, 'damaged.json');
      await writeFile(file, text);
      assert.deepEqual(await library.load(), [stored('fair')]);
      assert.deepEqual(
        reports.map(({ type, file: named }) => ({ type, named })),
        [{ type: 'set-aside', named: file }],
      );
      assert.ok((await textsIn(folder)).includes(text));
      assert.deepEqual(await library.load(), [stored('fair')]);
      assert.equal(reports.length, 1);
    });
  }

  it('keeps every damaged file, a second one of the same prediction, too', async () => {
    await mkdir(folder, { recursive: true });
    for (const text of ['first', 'second']) {
      await writeFile(path.join(folder, 'damaged.json'), text);
      await library.load();
    }
    const texts = await textsIn(folder);
    assert.deepEqual(texts, ['first', 'second']);
  });

  it('leaves the file of a newer version of the extension as it is, and names it', async () => {
    const text = JSON.stringify({ version: 2, ...stored('a'), more: 'to come' });
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, 'newer.json');
    await writeFile(file, text);
    assert.deepEqual(await library.load(), []);
    assert.deepEqual(reports, [{ type: 'from-newer-version', file }]);
    assert.equal(await readFile(file, 'utf8'), text);
  });

  it('does not overwrite a newer version of the extension by saving', async () => {
    const text = JSON.stringify({ version: 2, ...stored('a'), more: 'to come' });
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, `${storageFileName('a')}.json`);
    await writeFile(file, text);
    await library.save(stored('a'));
    assert.deepEqual(await textsIn(folder), [text]);
    assert.deepEqual(reports, [{ type: 'from-newer-version', file }]);
  });

  it('leaves files alone that are not its own', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'notes.txt'), 'mine');
    assert.deepEqual(await library.load(), []);
    assert.deepEqual(reports, []);
  });

  it('reports a folder that cannot be made, and does not throw', async () => {
    await writeFile(path.join(temporary.path, 'made'), 'a file stands in the way');
    await library.save(stored('a'));
    assert.deepEqual(await library.load(), []);
    assert.deepEqual(
      reports.map(({ type }) => type),
      ['not-written', 'not-read'],
    );
  });

  it('reports a file that cannot be read, and loads the rest', async () => {
    await library.save(stored('fair'));
    await mkdir(path.join(folder, 'a folder.json'));
    assert.deepEqual(await library.load(), [stored('fair')]);
    assert.deepEqual(
      reports.map(({ type }) => type),
      ['not-read'],
    );
  });

  it('keeps an answer that is nested ever so deep', async () => {
    const deep = { ...stored('a'), answer: '['.repeat(20_000) + ']'.repeat(20_000) };
    await library.save(deep);
    assert.deepEqual(await library.load(), [deep]);
  });

  it('reports a file that cannot be written or removed, and does not throw', async () => {
    await mkdir(path.join(folder, `${storageFileName('a')}.json`), { recursive: true });
    await library.save(stored('a'));
    await library.remove('a');
    assert.deepEqual(
      reports.map(({ type }) => type),
      ['not-written', 'not-written'],
    );
  });
});

function stored(id: string): StoredPrediction {
  const answer = answerText({ id });
  return { id, baseUrl, addedAt: 1, answeredAt: 2, answer, answerAfterDeletion: '' };
}

function byId(all: readonly StoredPrediction[]): StoredPrediction[] {
  return [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function textsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.sort();
}
