import assert from 'node:assert/strict';
import { link, mkdir, readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type {
  OutputArchive,
  OutputArchiveParts,
} from '../../../../src/library/archive/outputArchive';
import { keyOf } from '../../../../src/library/archive/outputSource';
import type { LibraryReport } from '../../../../src/library/libraryReport';
import { storageFileName } from '../../../../src/library/storageFileName';
import { LoopbackServer } from '../../../support/builders/loopbackServer';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';
import { eventually } from '../../../support/eventually';
import {
  archiveIn,
  filesBelow,
  id,
  signal,
  urlSource,
} from '../../../support/archive/archiveUnderTest';

const dayMs = 24 * 3600_000;

describe('the archive on disk', () => {
  const archives: OutputArchive[] = [];
  // Before their folder is removed.
  afterEach(async () => {
    for (const archive of archives.splice(0)) {
      archive.dispose();
      // What it does in the background comes to its end.
      await archive.tidy();
    }
  });
  const temporary = useTemporaryFolder();
  const server = LoopbackServer.use();
  let asked: string[];

  beforeEach(() => {
    asked = [];
    server.listener = ({ url = '' }, response) => {
      asked.push(url);
      response.end(url.startsWith('/same') ? 'the same' : `of ${url} `.padEnd(1000, 'x'));
    };
  });

  function newArchive(parts: Partial<OutputArchiveParts> = {}): OutputArchive {
    const archive = archiveIn(temporary.path, parts);
    archives.push(archive);
    return archive;
  }

  const at = (name: string) => urlSource(`${server.origin}/${name}`);
  const filesOf = (prediction: string) => filesBelow(newArchive().folderOf(prediction));

  it('holds the same file once, whatever number of predictions made it', async () => {
    const archive = newArchive();
    const files = [
      await archive.keep('one', at('same-1.txt'), signal),
      await archive.keep('one', at('same-2.txt'), signal),
      await archive.keep('two', at('same-3.txt'), signal),
    ];
    const found = await Promise.all(files.map((file) => stat(file)));
    assert.equal(new Set(found.map(({ ino }) => ino)).size, 1);
    assert.equal((await filesBelow(path.join(temporary.path, 'content'))).length, 1);
  });

  it('is there in a later session, without asking anyone', async () => {
    const kept = await newArchive().keep(id, at('deer.txt'), signal);
    const later = newArchive();
    await later.look(id);
    const state = later.stateOf(id, at('deer.txt'));
    assert.equal(state.type === 'kept' && state.path, kept);
    assert.equal(await later.keep(id, at('deer.txt'), signal), kept);
    assert.deepEqual(asked, ['/deer.txt']);
  });

  it('fetches a file again that somebody has removed', async () => {
    const archive = newArchive();
    await unlink(await archive.keep(id, at('deer.txt'), signal));
    assert.match(await readFile(await archive.keep(id, at('deer.txt'), signal), 'utf8'), /^of/);
  });

  it('takes up a file whose window ended as it was noted, though its server has it no more', async () => {
    const kept = await newArchive().keep(id, at('deer.txt'), signal);
    const part = `${storageFileName(id)}.${keyOf(at('deer.txt'))}.part`;
    await link(kept, path.join(temporary.path, 'parts', part));
    await unlink(path.join(temporary.path, 'index', `${storageFileName(id)}.json`));
    const before = await readFile(kept, 'utf8');
    server.listener = (_, response) => response.writeHead(410).end();
    assert.equal(await newArchive().keep(id, at('deer.txt'), signal), kept);
    assert.equal(await readFile(kept, 'utf8'), before);
    assert.deepEqual(await filesBelow(path.join(temporary.path, 'parts')), []);
  });

  it('is read-only: what changes one file would change all that are the same', async () => {
    const file = await newArchive().keep(id, at('deer.txt'), signal);
    assert.equal((await stat(file)).mode & 0o222, 0);
  });

  it('remembers that a file was gone, and asks again when a person wants it', async () => {
    server.listener = ({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(410).end();
    };
    await assert.rejects(newArchive().keep(id, at('deer.txt'), signal), { kind: 'gone' });
    const later = newArchive();
    await assert.rejects(later.keep(id, at('deer.txt'), signal), { kind: 'gone' });
    assert.equal(asked.length, 1);
    assert.equal(later.stateOf(id, at('deer.txt')).type, 'failed');
    server.listener = (_, response) => response.end('back');
    await later.forgetFailure(id, at('deer.txt'));
    assert.equal(later.stateOf(id, at('deer.txt')).type, 'unknown');
    assert.equal(await readFile(await later.keep(id, at('deer.txt'), signal), 'utf8'), 'back');
  });

  it('sets a damaged index aside, says so, and goes on with the rest', async () => {
    await newArchive().keep(id, at('deer.txt'), signal);
    await newArchive().keep('other', at('other.txt'), signal);
    const index = path.join(temporary.path, 'index', `${storageFileName(id)}.json`);
    await writeFile(index, '{"version":1,"outputs":{"a":{"state":"kept","file":"../../x"');
    const reports: LibraryReport[] = [];
    const later = newArchive({ report: (report) => reports.push(report) });
    await later.keep(id, at('deer.txt'), signal);
    await later.keep('other', at('other.txt'), signal);
    assert.deepEqual(
      reports.map(({ type, file }) => [type, file]),
      [['set-aside', index]],
    );
    assert.deepEqual(asked, ['/deer.txt', '/other.txt', '/deer.txt']);
    const names = await filesBelow(path.dirname(index));
    assert.equal(names.filter((name) => name.endsWith('.corrupt')).length, 1);
  });

  it('leaves alone what a newer version of the extension has noted, and its files', async () => {
    await newArchive().keep(id, at('deer.txt'), signal);
    const index = path.join(temporary.path, 'index', `${storageFileName(id)}.json`);
    const noted = '{"version":2,"outputs":["in another way"]}';
    await writeFile(index, noted);
    const reports: LibraryReport[] = [];
    const archive = newArchive({ report: (report) => reports.push(report), maxBytes: () => 500 });
    await archive.keep(id, at('lake.txt'), signal);
    await archive.look(id);
    assert.equal(archive.stateOf(id, at('lake.txt')).type, 'kept');
    await archive.keep('newest', at('newest.txt'), signal);
    await archive.tidy();
    assert.equal(await readFile(index, 'utf8'), noted);
    assert.equal((await filesOf(id)).length, 2);
    assert.deepEqual(
      reports.map(({ type, file }) => [type, file]),
      [['from-newer-version', index]],
    );
  });

  it('tidies nothing away that a newer version has noted, be it tracked here or not', async () => {
    await newArchive().keep('theirs', at('theirs.txt'), signal);
    await newArchive().keep('ours', at('ours.txt'), signal);
    const index = path.join(temporary.path, 'index', `${storageFileName('theirs')}.json`);
    const noted = '{"version":2,"outputs":["in another way"]}';
    await writeFile(index, noted);
    await makeOld(2 * dayMs);
    const archive = newArchive({
      isKnown: () => Promise.resolve(false),
      report: ({ type }) => {
        assert.equal(type, 'from-newer-version');
      },
    });
    await archive.tidy();
    await archive.forgetFailure('theirs', at('theirs.txt'));
    assert.equal(await readFile(index, 'utf8'), noted);
    assert.equal((await filesOf('theirs')).length, 1);
    assert.deepEqual(await filesOf('ours'), []);
  });

  it('takes no file name from an index that leads out of the folder', async () => {
    await newArchive().keep(id, at('deer.txt'), signal);
    const index = path.join(temporary.path, 'index', `${storageFileName(id)}.json`);
    const text = await readFile(index, 'utf8');
    await writeFile(index, text.replace(/"file":"[^"]*"/, '"file":"../../../etc/passwd"'));
    const later = newArchive({ report: () => undefined });
    await later.look(id);
    assert.equal(later.stateOf(id, at('deer.txt')).type, 'unknown');
  });

  describe('with little room', () => {
    async function keepThree(archive: OutputArchive): Promise<void> {
      for (const name of ['oldest', 'middle', 'newest']) {
        const file = await archive.keep(name, at(`${name}.txt`), signal);
        const then = new Date(Date.now() - 5000 + asked.length * 1000);
        await utimes(file, then, then);
      }
      await archive.tidy();
    }

    it('removes the oldest file, says so, and fetches it again when it is wanted', async () => {
      const archive = newArchive({ maxBytes: () => 2500 });
      await keepThree(archive);
      assert.equal(archive.stateOf('oldest', at('oldest.txt')).type, 'evicted');
      assert.equal(archive.stateOf('middle', at('middle.txt')).type, 'kept');
      assert.deepEqual(await filesOf('oldest'), []);
      assert.equal((await filesBelow(path.join(temporary.path, 'content'))).length, 2);
      await archive.keep('oldest', at('oldest.txt'), signal);
      assert.equal((await filesOf('oldest')).length, 1);
    });

    it('never removes what is open, in another window either', async () => {
      const other = newArchive();
      const hold = other.hold('oldest');
      await eventually(
        () => filesBelow(path.join(temporary.path, 'held')),
        ({ length }) => length === 1,
      );
      const archive = newArchive({ maxBytes: () => 2500 });
      const held = archive.hold('middle');
      await keepThree(archive);
      assert.equal((await filesOf('oldest')).length, 1);
      assert.equal((await filesOf('middle')).length, 1);
      held.dispose();
      await archive.tidy();
      assert.equal((await filesOf('middle')).length, 0);
      hold.dispose();
    });

    it('leaves alone what another window works on', async () => {
      const archive = newArchive({ maxBytes: () => 2500 });
      await mkdir(path.join(temporary.path, 'turns'), { recursive: true });
      await keepThree(newArchive());
      const turn = path.join(temporary.path, 'turns', `${storageFileName('oldest')}.json`);
      await writeFile(turn, 'another 1');
      await archive.tidy();
      assert.equal((await filesOf('oldest')).length, 1);
      assert.equal((await filesOf('middle')).length, 0);
    });

    it('counts a file once that two predictions made, and removes it for both', async () => {
      const archive = newArchive({ maxBytes: () => 1500 });
      await archive.keep('one', at('same-1.txt'), signal);
      await archive.keep('two', at('same-2.txt'), signal);
      await archive.keep('three', at('newer.txt'), signal);
      await archive.tidy();
      assert.equal(archive.stateOf('one', at('same-1.txt')).type, 'kept');
      await archive.keep('four', at('newest.txt'), signal);
      await archive.tidy();
      assert.equal(archive.stateOf('one', at('same-1.txt')).type, 'evicted');
      assert.equal(archive.stateOf('two', at('same-2.txt')).type, 'evicted');
    });

    it('makes room by itself as files come', async () => {
      const archive = newArchive({ maxBytes: () => 10_000 });
      for (let index = 0; index < 30; index += 1) {
        await archive.keep(`prediction-${index}`, at(`${index}.txt`), signal);
      }
      await eventually(
        () => filesBelow(path.join(temporary.path, 'files')),
        ({ length }) => length <= 10,
      );
    });

    it('keeps the newest file, should it alone be larger than all that may be', async () => {
      const archive = newArchive({ maxBytes: () => 10 });
      await keepThree(archive);
      assert.equal((await filesOf('newest')).length, 1);
      assert.equal((await filesOf('middle')).length, 0);
    });
  });

  it('loses the files of a prediction that is no more, once nobody can bring it back', async () => {
    const archive = newArchive({
      isKnown: (name) => Promise.resolve(name !== storageFileName('removed')),
    });
    await archive.keep('removed', at('removed.txt'), signal);
    await archive.keep('tracked', at('tracked.txt'), signal);
    await archive.tidy();
    // It may be that it is just being tracked.
    assert.equal((await filesOf('removed')).length, 1);
    await makeOld(2 * dayMs);
    await archive.tidy();
    assert.deepEqual(await filesOf('removed'), []);
    assert.equal((await filesOf('tracked')).length, 1);
    assert.equal((await filesBelow(path.join(temporary.path, 'content'))).length, 1);
    assert.equal((await filesBelow(path.join(temporary.path, 'index'))).length, 1);
  });

  it('cleans up what killed windows have left', async () => {
    const archive = newArchive();
    await archive.keep(id, at('deer.txt'), signal);
    const left = ['parts/a.part', 'parts/a.part.json', 'turns/a.json', 'held/a.b', 'content/a'];
    for (const file of left) {
      await mkdir(path.join(temporary.path, path.dirname(file)), { recursive: true });
      await writeFile(path.join(temporary.path, file), '');
    }
    await archive.tidy();
    for (const file of left) await stat(path.join(temporary.path, file));
    await makeOld(2 * dayMs);
    await archive.tidy();
    for (const file of left) await assert.rejects(stat(path.join(temporary.path, file)));
    assert.equal((await filesOf(id)).length, 1);
  });

  it('leaves a page what it shows, however long it is open, and nothing once it is closed', async () => {
    const archive = newArchive();
    const file = await archive.keep(id, at('deer.txt'), signal);
    const page = archive.newShownFolder();
    assert.ok(page.show(archive.folderOf(id)));
    const killed = archive.newShownFolder();
    assert.ok(killed.show(archive.folderOf('another')));
    const then = new Date(Date.now() - 2 * dayMs);
    const isOpen = archive.hold(id);
    for (const each of [page, killed]) await utimes(each.path, then, then);
    // Of another window, which finds the one that has it open by its mark.
    await eventually(
      () => filesBelow(path.join(temporary.path, 'held')),
      ({ length }) => length === 1,
    );
    await newArchive().tidy();
    await stat(page.placeOf(file));
    await assert.rejects(stat(killed.path));
    isOpen.dispose();
    page.dispose();
  });

  async function makeOld(byMs: number): Promise<void> {
    const then = new Date(Date.now() - byMs);
    const files = await filesBelow(temporary.path);
    const folders = new Set(files.map((file) => path.dirname(file)));
    for (const each of [...files, ...folders])
      await utimes(path.join(temporary.path, each), then, then);
  }
});
