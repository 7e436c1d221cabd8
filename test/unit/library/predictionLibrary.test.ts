import assert from 'node:assert/strict';
import {
  appendFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';

import type { LibraryReport } from '../../../src/library/libraryReport';
import { encodePrediction } from '../../../src/library/predictionFile';
import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import { storageFileName } from '../../../src/library/storageFileName';
import type { StoredHead } from '../../../src/library/storedPrediction';
import type { PredictionStore } from '../../../src/tracking/trackedPrediction';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { FullDisk } from '../../support/crash/fullDisk';
import { eventually } from '../../support/eventually';
import { headOf, pendingOf, storedOf } from '../../support/library/storedOf';

describe('the library of predictions', () => {
  // Before its folder is removed.
  afterEach(() => {
    library.dispose();
  });
  const temporary = useTemporaryFolder();
  const disk = FullDisk.use();
  let folder: string;
  let predictions: string;
  let reports: LibraryReport[];
  let library: PredictionLibrary;

  beforeEach(() => {
    folder = path.join(temporary.path, 'made', 'when', 'needed');
    predictions = path.join(folder, 'predictions');
    reports = [];
    library = open();
  });

  function open(): PredictionLibrary {
    return new PredictionLibrary(folder, (report) => reports.push(report));
  }

  function fileOf(id: string): string {
    return path.join(predictions, `${storageFileName(id)}.jsonl`);
  }

  function reportedTypes(): string[] {
    return reports.map(({ type }) => type);
  }

  it('is what the tracker takes for a store', () => {
    const store: PredictionStore = library;
    assert.ok(store);
  });

  it('is empty, and reports and makes nothing, before anything was kept', async () => {
    assert.deepEqual(await library.load(), []);
    assert.equal(await library.read('a'), undefined);
    assert.deepEqual(reports, []);
    assert.deepEqual(await readdir(temporary.path), []);
  });

  it('gives back what was kept, unaltered, to a later session', async () => {
    const answer = '{ "id":"a", "big":1e21, "鹿":"\\u0000\\ud83e", "__proto__":{"x":[null]} }\n';
    const one = storedOf(
      'a',
      {},
      { answer, answerAfterDeletion: '\u2028\r\n', marks: new Set(['gone']) },
    );
    await library.add([one, storedOf('b', { error: 'lone \ud83e', status: 'failed' })]);
    const later = open();
    assert.deepEqual(
      byId(await later.load()).map(({ id }) => id),
      ['a', 'b'],
    );
    assert.deepEqual(await later.read('a'), one);
    assert.deepEqual(reports, []);
  });

  it('tells heads with their marks, and not the answers', async () => {
    const running = storedOf('a', { status: 'processing', completed_at: null, metrics: {} });
    await library.add([running, pendingOf('b', { marks: new Set(['paused']) })]);
    assert.deepEqual(byId(await open().load()), [
      headOf(running),
      headOf(pendingOf('b', { marks: new Set(['paused']) })),
    ]);
  });

  it('reads no answers at a start', async () => {
    await library.add([storedOf('a')]);
    await appendFile(fileOf('a'), 'not JSON');
    assert.equal((await library.load()).length, 1);
    assert.deepEqual(reports, []);
  });

  it('keeps answers of megabytes unaltered, wherever their signs are cut for writing', async () => {
    const answer = `${'😀"\\\n\u2028鹿\ud83e'.repeat(200_000)}x`;
    for (const shift of ['', 'x']) {
      const one = storedOf('a', {}, { answer: shift + answer, answerAfterDeletion: answer });
      await library.add([one]);
      await library.update(one);
      assert.deepEqual(await library.read('a'), one);
    }
  });

  it('reads heads of any length', async () => {
    const long = storedOf('a', {}, { baseUrl: `https://example.com/${'鹿'.repeat(20_000)}` });
    await library.add([long, storedOf('b')]);
    assert.deepEqual(byId(await open().load()), [headOf(long), headOf(storedOf('b'))]);
  });

  it('keeps the last of several states', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `id${index}`);
    await library.add(ids.map((id) => pendingOf(id)));
    const updates = ids.flatMap((id) =>
      [1, 2, 3].map((answeredAt) => library.update(storedOf(id, {}, { answeredAt }))),
    );
    assert.deepEqual(new Set(await Promise.all(updates)), new Set(['kept']));
    const loaded = await library.load();
    assert.equal(loaded.length, ids.length);
    assert.deepEqual([...new Set(loaded.map(({ answeredAt }) => answeredAt))], [3]);
  });

  it('keeps ids apart that differ by case alone, or hold odd signs', async () => {
    const ids = ['abc', 'ABC', 'aBc', '../../abc', 'a/b', 'a\nb', 'con', '鹿'];
    await library.add(ids.map((id) => storedOf(id)));
    const names = await readdir(predictions);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, ids.length);
    assert.deepEqual(
      byId(await library.load()).map(({ id }) => id),
      [...ids].sort(),
    );
    for (const id of ids) assert.deepEqual(await library.read(id), storedOf(id));
  });

  it('gives one of them, also while it is being written', async () => {
    void library.add([storedOf('a')]);
    assert.deepEqual(await library.read('a'), storedOf('a'));
    assert.deepEqual(reports, []);
  });

  it('leaves nothing but whole files', async () => {
    await library.add([storedOf('a')]);
    await library.update(storedOf('a', {}, { answeredAt: 3 }));
    assert.deepEqual(await readdir(predictions), [`${storageFileName('a')}.jsonl`]);
  });

  it('writes two lines: the head, and the answers', async () => {
    await library.add([storedOf('a')]);
    const [head, answers, rest] = (await readFile(fileOf('a'), 'utf8')).split('\n');
    const keys = ['version', 'id', 'baseUrl', 'addedAt', 'askedAt', 'answeredAt', 'brief'];
    assert.deepEqual(Object.keys(JSON.parse(head ?? '') as object), keys);
    assert.deepEqual(Object.keys(JSON.parse(answers ?? '') as object), [
      'answer',
      'answerAfterDeletion',
    ]);
    assert.equal(rest, '');
  });

  it('keeps an answer that is nested ever so deep', async () => {
    const deep = storedOf('a', {}, { answer: '['.repeat(20_000) + ']'.repeat(20_000) });
    await library.add([deep]);
    assert.deepEqual(await open().read('a'), deep);
  });

  it('keeps one whose numbers are none', async () => {
    const { brief } = storedOf('a');
    await library.add([storedOf('a', {}, { brief: { ...brief, predictSeconds: NaN } })]);
    const [head] = await library.load();
    assert.deepEqual(head?.brief, { ...brief, predictSeconds: undefined });
  });

  it('shares what many heads have in common', async () => {
    await library.add([storedOf('a'), storedOf('b')]);
    const [a, b] = await library.load();
    assert.ok(a && b);
    assert.equal(a.marks, b.marks);
  });

  describe('marks', () => {
    it('sets and clears each by itself, twice as well', async () => {
      await library.add([storedOf('a'), storedOf('b')]);
      await library.mark(['a', 'b'], 'paused', true);
      await library.mark(['a', 'a'], 'unseen', true);
      await library.mark(['b'], 'paused', false);
      await library.mark(['b'], 'paused', false);
      const [a, b] = byId(await open().load());
      assert.deepEqual([a?.marks, b?.marks], [new Set(['paused', 'unseen']), new Set()]);
      assert.deepEqual((await library.read('a'))?.marks, new Set(['paused', 'unseen']));
      assert.deepEqual(reports, []);
    });

    it('keeps them through an update', async () => {
      await library.add([storedOf('a')]);
      await library.mark(['a'], 'paused', true);
      await library.update(storedOf('a', {}, { answeredAt: 3 }));
      assert.deepEqual((await library.read('a'))?.marks, new Set(['paused']));
    });
  });

  describe('removal', () => {
    it('forgets what was removed, and takes that twice', async () => {
      await library.add([storedOf('a'), storedOf('b')]);
      await library.remove(['a', 'a', 'never there']);
      await library.remove(['a']);
      assert.deepEqual(await open().load(), [headOf(storedOf('b'))]);
      assert.equal(await library.read('a'), undefined);
      assert.deepEqual(reports, []);
    });

    it('forgets what is removed while it is still being written', async () => {
      const adding = library.add([storedOf('a')]);
      await library.remove(['a']);
      await adding;
      assert.deepEqual(await library.load(), []);
    });

    it('does not write what has been removed, and says so', async () => {
      await library.add([storedOf('a')]);
      await open().remove(['a']);
      assert.equal(await library.update(storedOf('a', {}, { answeredAt: 3 })), 'removed');
      assert.equal(await library.update(storedOf('never there')), 'removed');
      assert.deepEqual(await library.load(), []);
      assert.deepEqual(await readdir(predictions), []);
    });

    it('is undone, with answers and marks', async () => {
      const one = storedOf('a', {}, { marks: new Set(['unseen']) });
      await library.add([one]);
      await library.remove(['a']);
      await open().bringBack(['a', 'never there']);
      assert.deepEqual(await open().load(), [headOf(one)]);
      assert.deepEqual(await library.read('a'), one);
    });

    it('is not undone over what has been added since', async () => {
      const removed = path.join(folder, 'removed', `${storageFileName('a')}.jsonl`);
      await library.add([storedOf('a', {}, { answeredAt: 9 })]);
      await writeFile(removed, encodePrediction(storedOf('a')));
      await library.bringBack(['a']);
      assert.equal((await library.read('a'))?.answeredAt, 9);
    });

    it('keeps the answers for one that is put on the list again', async () => {
      const one = storedOf('a', {}, { marks: new Set(['paused']) });
      await library.add([one]);
      await library.remove(['a']);
      await library.add([pendingOf('a')]);
      const { addedAt } = pendingOf('a');
      assert.deepEqual(await library.read('a'), { ...one, addedAt, marks: new Set() });
    });

    it('puts one on the list again as new, where what was kept of it is damaged', async () => {
      await library.add([storedOf('a')]);
      await library.remove(['a']);
      await writeFile(path.join(folder, 'removed', `${storageFileName('a')}.jsonl`), 'damaged');
      await library.add([pendingOf('a')]);
      assert.deepEqual(await library.read('a'), pendingOf('a'));
      assert.deepEqual(reportedTypes(), ['set-aside']);
    });

    it('overwrites nothing of a newer version as one is put on the list again', async () => {
      const removed = path.join(folder, 'removed', `${storageFileName('a')}.jsonl`);
      await library.add([storedOf('a')]);
      await library.remove(['a']);
      const text = `${JSON.stringify({ version: 2, id: 'a', more: 'to come' })}\n[]\n`;
      await writeFile(removed, text);
      assert.equal(await library.add([storedOf('a')]), 'failed');
      assert.equal(await readFile(fileOf('a'), 'utf8'), text);
      assert.deepEqual(reportedTypes(), ['from-newer-version']);
    });

    it('knows what is on the list, and what can be brought back, from what never was', async () => {
      await library.add([storedOf('listed'), storedOf('removed')]);
      await library.remove(['removed']);
      const known = ['listed', 'removed', 'never there'].map((id) =>
        library.isKnown(storageFileName(id)),
      );
      assert.deepEqual(await Promise.all(known), [true, true, false]);
    });

    it('lasts after seven days', async () => {
      await library.add([storedOf('old'), storedOf('new')]);
      await library.mark(['old', 'new'], 'paused', true);
      await library.remove(['old', 'new']);
      const removed = path.join(folder, 'removed');
      await age(path.join(removed, `${storageFileName('old')}.jsonl`), 7.01);
      await age(path.join(removed, `${storageFileName('new')}.jsonl`), 6.99);
      await age(path.join(folder, 'marks', 'paused', storageFileName('old')), 7.01);
      await age(path.join(folder, 'marks', 'paused', storageFileName('new')), 7.01);
      await open().load();
      const left = async () => [
        ...(await readdir(removed)),
        ...(await readdir(path.join(folder, 'marks', 'paused'))),
      ];
      const names = [`${storageFileName('new')}.jsonl`, storageFileName('new')];
      await eventually(left, (seen) => String(seen) === String(names));
    });

    it('counts the days from the removal, not from the last answer', async () => {
      await library.add([storedOf('a')]);
      await age(fileOf('a'), 30);
      await library.remove(['a']);
      // This goes after removed ones have gone.
      const journal = path.join(folder, 'changes', 'long-ago.0.log');
      await writeFile(journal, '');
      await age(journal, 30);
      await open().load();
      await eventually(
        () => readdir(path.dirname(journal)),
        (names) => !names.includes('long-ago.0.log'),
      );
      await library.bringBack(['a']);
      assert.equal((await library.load()).length, 1);
    });
  });

  describe('what is there already', () => {
    it('keeps its answer where the new one has none, and tells what is there', async () => {
      const rich = storedOf('a', {}, { marks: new Set(['unseen']) });
      await open().add([rich]);
      const told: unknown[] = [];
      library.onDidChange((changes) => told.push(...changes));
      await library.add([pendingOf('a')]);
      assert.deepEqual(await library.read('a'), rich);
      assert.deepEqual(told, [{ id: 'a', head: headOf(rich) }]);
    });

    it('stays as it is where the new one brings nothing', async () => {
      await open().add([pendingOf('a', { addedAt: 1 })]);
      await library.add([pendingOf('a', { addedAt: 2 })]);
      assert.equal((await library.read('a'))?.addedAt, 1);
    });

    it('takes a new answer', async () => {
      await open().add([pendingOf('a')]);
      await library.add([storedOf('a')]);
      assert.deepEqual((await library.read('a'))?.answer, storedOf('a').answer);
    });

    it('is not made to run again by an answer that was late', async () => {
      const running = storedOf('a', { status: 'processing' }, { answeredAt: 9 });
      await open().add([storedOf('a')]);
      await library.load();
      const told: unknown[] = [];
      library.onDidChange((changes) => told.push(...changes));
      assert.equal(await library.update(running), 'kept');
      await library.add([running]);
      assert.deepEqual(await library.read('a'), storedOf('a'));
      const change = { id: 'a', head: headOf(storedOf('a')) };
      assert.deepEqual(told, [change, change]);
    });

    it('keeps its answer where an update has none', async () => {
      const running = storedOf('a', { status: 'processing' });
      await library.add([running]);
      assert.equal(await library.update(pendingOf('a')), 'kept');
      assert.deepEqual(await library.read('a'), running);
    });

    it('ends, though it ran before', async () => {
      await open().add([storedOf('a', { status: 'processing' })]);
      assert.equal(await library.update(storedOf('a')), 'kept');
      assert.deepEqual(await library.read('a'), storedOf('a'));
    });

    it('keeps what the server has deleted since', async () => {
      await library.add([storedOf('a')]);
      const deleted = storedOf('a', { output: null, logs: '', data_removed: true });
      for (const write of [() => open().add([deleted]), () => library.update(deleted)]) {
        await write();
        const kept = await library.read('a');
        assert.equal(kept?.answer, storedOf('a').answer);
        assert.equal(kept.answerAfterDeletion, deleted.answer);
        assert.equal(kept.brief.hasOutput, true);
        assert.equal(kept.brief.dataRemoved, true);
      }
    });
  });

  describe('what the server has deleted since', () => {
    const deletion = { output: null, logs: '', data_removed: true };
    const web = 'https://replicate.com/p/a';

    it('leaves its error, its time and its page as they were, where it tells nothing of them', async () => {
      const failed = { status: 'failed', error: 'out of memory', urls: { web } };
      await library.add([storedOf('a', failed)]);
      const deleted = { ...deletion, status: 'failed', error: null, metrics: {}, urls: {} };
      await library.update(storedOf('a', deleted));
      const kept = await library.read('a');
      assert.equal(kept?.brief.error, 'out of memory');
      assert.equal(kept.brief.predictSeconds, 8.733386377);
      assert.equal(kept.brief.webUrl, web);
    });

    it('has the later error, time and page, where it tells of them', async () => {
      await library.add([storedOf('a', { status: 'failed', error: 'out of memory' })]);
      const later = { error: 'deleted', metrics: { predict_time: 9 }, urls: { web } };
      await library.update(storedOf('a', { ...deletion, ...later, status: 'failed' }));
      const kept = await library.read('a');
      assert.equal(kept?.brief.error, 'deleted');
      assert.equal(kept.brief.predictSeconds, 9);
      assert.equal(kept.brief.webUrl, web);
    });
  });

  describe('damage', () => {
    for (const [name, text] of [
      ['cut off', '{"version":1,"id":"a","answ'],
      ['empty', ''],
      ['of another shape', '{"version":1,"id":7}\n'],
      ['without a version', '{"id":"a"}\n'],
      ['an array', '[]\n'],
      [
        'cut off after its head',
        [...encodePrediction(storedOf('a'))].join('').split('\n')[0] ?? '',
      ],
      ['one endless line', 'x'.repeat(3_000_000)],
    ] as const) {
      it(`sets a file aside that is ${name}, names it, and loads the rest`, async () => {
        await library.add([storedOf('fair')]);
        const file = path.join(predictions, 'damaged.jsonl');
        await writeFile(file, text);
        assert.deepEqual(await library.load(), [headOf(storedOf('fair'))]);
        assert.deepEqual(
          reports.map(({ type, file: named }) => ({ type, named })),
          [{ type: 'set-aside', named: file }],
        );
        assert.ok((await textsIn(predictions)).includes(text));
        assert.deepEqual(await library.load(), [headOf(storedOf('fair'))]);
        assert.equal(reports.length, 1);
      });
    }

    it('keeps every damaged file, a second one of the same prediction, too', async () => {
      await mkdir(predictions, { recursive: true });
      for (const text of ['first', 'second']) {
        await writeFile(path.join(predictions, 'damaged.jsonl'), text);
        await library.load();
      }
      assert.deepEqual(await textsIn(predictions), ['first', 'second']);
    });

    it('keeps a prediction on the list whose answers alone are damaged', async () => {
      await library.add([storedOf('a')]);
      const [head] = (await readFile(fileOf('a'), 'utf8')).split('\n');
      const cut = `${head ?? ''}\n{"answer":"{`;
      await writeFile(fileOf('a'), cut);
      assert.deepEqual(await library.read('a'), { ...storedOf('a'), answer: '' });
      assert.deepEqual(reportedTypes(), ['set-aside']);
      assert.ok((await textsIn(predictions)).includes(cut));
      assert.deepEqual(await library.load(), [headOf(storedOf('a'))]);
      assert.equal(await library.update(storedOf('a')), 'kept');
      assert.deepEqual(await library.read('a'), storedOf('a'));
      assert.equal(reports.length, 1);
    });

    it('writes a new file where the old one is damaged', async () => {
      await library.add([storedOf('a'), storedOf('b')]);
      for (const id of ['a', 'b']) await writeFile(fileOf(id), 'damaged');
      assert.equal(await library.update(storedOf('a', {}, { answeredAt: 3 })), 'kept');
      await library.add([pendingOf('b')]);
      assert.equal((await library.read('a'))?.answeredAt, 3);
      assert.deepEqual(await library.read('b'), pendingOf('b'));
      assert.deepEqual(reportedTypes(), ['set-aside', 'set-aside']);
    });

    it('leaves files alone that are not its own', async () => {
      await library.add([storedOf('a')]);
      const text = await readFile(fileOf('a'), 'utf8');
      await writeFile(path.join(predictions, 'notes.txt'), 'mine');
      await writeFile(path.join(predictions, `${storageFileName('a')} (copy).jsonl`), text);
      assert.equal((await library.load()).length, 1);
      assert.equal((await readdir(predictions)).length, 3);
      assert.deepEqual(reports, []);
    });
  });

  describe('a newer version of the extension', () => {
    const text = `${JSON.stringify({ version: 2, id: 'a', more: 'to come' })}\n[]\n`;

    beforeEach(async () => {
      await mkdir(predictions, { recursive: true });
      await writeFile(fileOf('a'), text);
    });

    it('has its files left as they are, and named once', async () => {
      for (let time = 0; time < 2; time += 1) assert.deepEqual(await library.load(), []);
      assert.equal(await library.read('a'), undefined);
      assert.deepEqual(reports, [{ type: 'from-newer-version', file: fileOf('a') }]);
      assert.equal(await readFile(fileOf('a'), 'utf8'), text);
    });

    it('has nothing overwritten', async () => {
      assert.equal(await library.add([pendingOf('a')]), 'failed');
      assert.equal(await library.add([storedOf('a')]), 'failed');
      assert.equal(await library.update(storedOf('a')), 'failed');
      assert.equal(await library.update(storedOf('a', { status: 'processing' })), 'failed');
      assert.deepEqual(await textsIn(predictions), [text]);
      assert.deepEqual(reports, [{ type: 'from-newer-version', file: fileOf('a') }]);
    });

    it('has nothing marked in its files, nor removed, by a window that knew them as they were', async () => {
      const { mtimeMs } = await stat(fileOf('a'));
      await library.mark(['a'], 'paused', true);
      await library.remove(['a']);
      await library.bringBack(['a']);
      assert.deepEqual(await readdir(predictions), [path.basename(fileOf('a'))]);
      assert.equal(await readFile(fileOf('a'), 'utf8'), text);
      assert.equal((await stat(fileOf('a'))).mtimeMs, mtimeMs);
    });

    it('finds what it has removed, however long ago, and what is put on the list again', async () => {
      await library.add([storedOf('old')]);
      await library.remove(['old']);
      const removed = path.join(folder, 'removed');
      const [old = ''] = await readdir(removed);
      await rename(fileOf('a'), path.join(removed, path.basename(fileOf('a'))));
      await age(path.join(removed, path.basename(fileOf('a'))), 30);
      await age(path.join(removed, old), 30);
      await open().load();
      await eventually(
        () => readdir(removed),
        (names) => !names.includes(old),
      );
      assert.deepEqual(await textsIn(removed), [text]);
      assert.equal(await library.add([pendingOf('a')]), 'failed');
      assert.equal(await readFile(fileOf('a'), 'utf8'), text);
    });
  });

  describe('trouble', () => {
    it('is reported where a folder cannot be made, once, and nothing throws', async () => {
      await writeFile(path.join(temporary.path, 'made'), 'a file stands in the way');
      const all = Array.from({ length: 100 }, (_, index) => storedOf(`id${index}`));
      await library.add(all);
      await library.mark(['id1'], 'paused', true);
      await library.remove(['id2']);
      await library.bringBack(['id2']);
      assert.equal(await library.update(storedOf('id1')), 'failed');
      assert.equal(await library.read('id1'), undefined);
      assert.deepEqual(await library.load(), []);
      assert.deepEqual(new Set(reportedTypes()), new Set(['not-written', 'not-read']));
      assert.equal(reports.length, 2);
    });

    it('with a disk that is full is told once, though marks, which take no room, are still written', async () => {
      const ids = Array.from({ length: 10 }, (_, index) => `id${index}`);
      await library.add(ids.map((id) => storedOf(id, { status: 'processing' })));
      disk.isFull = true;
      for (const id of ids) {
        await library.mark([id], 'unseen', true);
        await library.remove(['never there']);
        assert.equal(await library.update(storedOf(id)), 'failed');
      }
      assert.deepEqual(reportedTypes(), ['not-written']);
      disk.isFull = false;
      for (const id of ids) assert.equal(await library.update(storedOf(id)), 'kept');
      assert.deepEqual(await open().read('id0'), {
        ...storedOf('id0'),
        marks: new Set(['unseen']),
      });
    });

    it('does not make what could not be written count as removed; it is written when that is possible', async () => {
      const wall = path.join(temporary.path, 'made');
      await writeFile(wall, 'a file stands in the way');
      await library.add([pendingOf('a'), pendingOf('removed')]);
      await library.bringBack(['b']);
      await rm(wall);
      await library.bringBack(['c']);
      await library.remove(['removed']);
      for (const id of ['a', 'b', 'c']) {
        assert.equal(await library.update(storedOf(id)), 'kept');
        assert.deepEqual(await library.read(id), storedOf(id));
        await library.remove([id]);
        assert.equal(await library.update(storedOf(id)), 'removed');
      }
      assert.equal(await library.update(storedOf('removed')), 'removed');
    });

    it('does not keep the rest from being loaded', async () => {
      await library.add([storedOf('fair')]);
      await mkdir(path.join(predictions, 'a folder.jsonl'));
      assert.deepEqual(await library.load(), [headOf(storedOf('fair'))]);
      assert.deepEqual(reportedTypes(), ['not-read']);
    });

    it('is reported where a file cannot be written or removed', async () => {
      await mkdir(fileOf('a'), { recursive: true });
      await writeFile(path.join(folder, 'removed'), 'a file stands in the way');
      await library.add([storedOf('a')]);
      assert.equal(await library.update(storedOf('a')), 'failed');
      await library.remove(['a']);
      assert.ok(reportedTypes().includes('not-written'));
    });

    it('with the marks does not keep the rest from being loaded', async () => {
      await library.add([storedOf('fair')]);
      const marked = path.join(folder, 'marks', 'paused');
      await rm(marked, { recursive: true });
      await writeFile(marked, 'a file stands in the way');
      assert.equal((await library.load()).length, 1);
      assert.deepEqual(reportedTypes(), ['not-read']);
    });

    it('with a folder that is gone is over with the next write', async () => {
      await library.add([storedOf('a')]);
      await rm(folder, { recursive: true });
      await library.add([storedOf('b')]);
      await library.add([storedOf('c')]);
      assert.deepEqual(await library.read('c'), storedOf('c'));
    });
  });

  it('cleans up no more when its window closes', async () => {
    await library.add([storedOf('a')]);
    await writeFile(`${fileOf('a')}.1.tmp`, '');
    await age(`${fileOf('a')}.1.tmp`, 1);
    await library.load();
    library.dispose();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal((await readdir(predictions)).length, 2);
  });

  it('cleans up what killed windows have left, and nothing that is in use', async () => {
    await library.add([storedOf('a')]);
    await library.mark(['a', 'stray', 'fresh stray'], 'paused', true);
    const old = [
      `${fileOf('a')}.1.tmp`,
      path.join(folder, 'changes', 'long-ago.0.log'),
      path.join(folder, 'marks', 'paused', storageFileName('stray')),
    ];
    const kept = [
      `${fileOf('a')}.2.tmp`,
      path.join(folder, 'changes', 'today.0.log'),
      path.join(folder, 'marks', 'paused', storageFileName('a')),
      path.join(folder, 'marks', 'paused', storageFileName('fresh stray')),
      path.join(predictions, 'notes.txt'),
    ];
    for (const file of [...old, ...kept]) await appendFile(file, '');
    for (const file of old) await age(file, 1.1);
    await age(path.join(folder, 'marks', 'paused', storageFileName('a')), 30);
    await age(path.join(predictions, 'notes.txt'), 30);
    await open().load();
    const leftOf = async (files: readonly string[]) => {
      const there = await Promise.all(files.map((file) => readFile(file).catch(() => undefined)));
      return there.filter((content) => content !== undefined).length;
    };
    await eventually(
      () => leftOf(old),
      (left) => left === 0,
    );
    assert.equal(await leftOf(kept), kept.length);
  });
});

async function age(file: string, days: number): Promise<void> {
  const then = new Date(Date.now() - days * 24 * 3600_000);
  await utimes(file, then, then);
}

function byId(all: readonly StoredHead[]): StoredHead[] {
  return [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function textsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.sort();
}
