import assert from 'node:assert/strict';
import { appendFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { LibraryReport } from '../../../src/library/libraryReport';
import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import { storageFileName } from '../../../src/library/storageFileName';
import type { StoreChange } from '../../../src/library/storedPrediction';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { eventually } from '../../support/eventually';
import { headOf, pendingOf, storedOf } from '../../support/library/storedOf';

const lookEveryMs = 15;

/** Two windows' libraries on one folder. Real processes are in libraryProcesses.test.ts. */
describe('a library that several windows share', () => {
  const opened: PredictionLibrary[] = [];
  // Before their folder is removed.
  afterEach(() => {
    for (const library of opened.splice(0)) library.dispose();
    assert.deepEqual(reports, []);
  });
  const temporary = useTemporaryFolder();
  let reports: LibraryReport[];
  let mine: PredictionLibrary;
  let theirs: PredictionLibrary;
  let told: StoreChange[];
  let listening: { dispose(): void };

  beforeEach(async () => {
    reports = [];
    told = [];
    mine = open();
    theirs = open();
    await theirs.add([storedOf('known')]);
    await mine.load();
    await theirs.load();
    listening = mine.onDidChange((changes) => told.push(...changes));
  });

  function open(): PredictionLibrary {
    const report = (told: LibraryReport) => reports.push(told);
    const library = new PredictionLibrary(temporary.path, report, lookEveryMs);
    opened.push(library);
    return library;
  }

  async function toldOf(count: number): Promise<readonly StoreChange[]> {
    await eventually(
      () => Promise.resolve(told),
      () => told.length >= count,
    );
    return told.splice(0);
  }

  /** After a change that comes later, nothing more of an earlier one is to come. */
  async function assertNothingTold(): Promise<void> {
    await theirs.add([pendingOf('later')]);
    assert.deepEqual(
      (await toldOf(1)).map(({ id }) => id),
      ['later'],
    );
  }

  it('tells what another adds, updates, marks, removes and brings back', async () => {
    await theirs.add([pendingOf('a', { marks: new Set(['paused']) })]);
    const pending = headOf(pendingOf('a', { marks: new Set(['paused']) }));
    assert.deepEqual(await toldOf(1), [{ id: 'a', head: pending }]);

    await theirs.update(storedOf('a'));
    const answered = headOf(storedOf('a', {}, { marks: new Set(['paused']) }));
    assert.deepEqual(await toldOf(1), [{ id: 'a', head: answered }]);

    await theirs.mark(['a'], 'unseen', true);
    const marks = new Set(['paused', 'unseen'] as const);
    assert.deepEqual(await toldOf(1), [{ id: 'a', head: { ...answered, marks } }]);

    await theirs.remove(['a', 'known']);
    const removed = await toldOf(2);
    assert.deepEqual(new Set(removed.map(({ id }) => id)), new Set(['a', 'known']));
    assert.ok(removed.every(({ head }) => head === undefined));

    await theirs.bringBack(['a']);
    assert.deepEqual(await toldOf(1), [{ id: 'a', head: { ...answered, marks } }]);
  });

  it('does not tell back what it does itself', async () => {
    await mine.add([storedOf('a'), storedOf('b')]);
    await mine.update(storedOf('a', {}, { answeredAt: 3 }));
    await mine.mark(['a'], 'paused', true);
    await mine.remove(['b']);
    await mine.bringBack(['b']);
    await mine.add([storedOf('c')]);
    await mine.remove(['c']);
    // What another has touched is looked at.
    await theirs.mark(['a', 'b', 'c', 'known'], 'gone', false);
    await assertNothingTold();
  });

  it('tells what is, where both have changed the same', async () => {
    await theirs.update(storedOf('known', {}, { answeredAt: 3 }));
    await mine.update(storedOf('known', {}, { answeredAt: 4 }));
    await assertNothingTold();
    await mine.update(storedOf('known', {}, { answeredAt: 5 }));
    await theirs.update(storedOf('known', {}, { answeredAt: 6 }));
    assert.deepEqual(
      (await toldOf(1)).map(({ head }) => head?.answeredAt),
      [6],
    );
  });

  it('tells nothing of what came and went between two looks', async () => {
    await theirs.mark(['known'], 'paused', true);
    await theirs.mark(['known'], 'paused', false);
    await assertNothingTold();
  });

  it('keeps marks that two set at the same time', async () => {
    await Promise.all([
      mine.mark(['known'], 'paused', true),
      theirs.mark(['known'], 'unseen', true),
      mine.mark(['known'], 'gone', true),
    ]);
    const all = new Set(['paused', 'unseen', 'gone']);
    assert.deepEqual((await mine.read('known'))?.marks, all);
    assert.deepEqual(
      (await toldOf(1)).map(({ head }) => head?.marks),
      [all],
    );
  });

  it('tells nothing before it is loaded, and then what comes after', async () => {
    const late = open();
    const toldLate: StoreChange[] = [];
    late.onDidChange((changes) => toldLate.push(...changes));
    await theirs.add([storedOf('before')]);
    await toldOf(1);
    await new Promise((resolve) => setTimeout(resolve, 3 * lookEveryMs));
    assert.equal((await late.load()).length, 2);
    await theirs.add([storedOf('after')]);
    await eventually(
      () => Promise.resolve(toldLate.map(({ id }) => id)),
      (ids) => ids.includes('after'),
    );
    assert.equal(toldLate.length, 1);
  });

  it('tells many little by little', async () => {
    const sizes: number[] = [];
    listening.dispose();
    await theirs.add(Array.from({ length: 450 }, (_, index) => pendingOf(`id${index}`)));
    mine.onDidChange((changes) => {
      told.push(...changes);
      sizes.push(changes.length);
    });
    const ids = (await toldOf(450)).map(({ id }) => id);
    assert.equal(new Set(ids).size, 450);
    assert.ok(Math.max(...sizes) <= 200, String(sizes));
  });

  it('tells no one who has turned away, and every one who listens', async () => {
    let count = 0;
    const countUp = () => {
      count += 1;
    };
    const twice = [mine.onDidChange(countUp), mine.onDidChange(countUp)];
    await theirs.add([storedOf('a')]);
    await toldOf(1);
    assert.equal(count, 2);
    twice[0]?.dispose();
    await theirs.add([storedOf('b')]);
    await toldOf(1);
    assert.equal(count, 3);
    twice[1]?.dispose();
    listening.dispose();
    await theirs.add([storedOf('c')]);
    await new Promise((resolve) => setTimeout(resolve, 5 * lookEveryMs));
    assert.deepEqual([count, told.length], [3, 0]);
  });

  describe('and the journals they tell each other by', () => {
    let markFile: string;

    function journalFolder(): string {
      return path.join(temporary.path, 'changes');
    }

    beforeEach(() => {
      markFile = path.join(temporary.path, 'marks', 'unseen', storageFileName('known'));
    });

    async function journal(text: string): Promise<void> {
      await appendFile(path.join(journalFolder(), 'killed.0.log'), text);
    }

    it('looks later at what was begun and never ended', async () => {
      await theirs.mark(['known'], 'paused', true);
      await toldOf(1);
      await writeFile(markFile, '');
      await journal('>"known"\n');
      assert.deepEqual(
        (await toldOf(1)).map(({ head }) => head?.marks),
        [new Set(['paused', 'unseen'])],
      );
    });

    it('reads a line only when it is whole, and skips what is none', async () => {
      await writeFile(markFile, '');
      await journal('nonsense\n<7\n<{"id":1}\n\n<"kno');
      await assertNothingTold();
      await journal('wn"\n<"unheard of"\n');
      assert.deepEqual(
        (await toldOf(1)).map(({ head }) => head?.marks),
        [new Set(['unseen'])],
      );
    });

    it('begins anew where a journal was', async () => {
      await journal('<"a long line that has been read by now"\n');
      await assertNothingTold();
      await writeFile(markFile, '');
      await writeFile(path.join(journalFolder(), 'killed.0.log'), '<"known"\n');
      assert.equal((await toldOf(1)).length, 1);
    });

    it('does without them after a sleep', async () => {
      await theirs.add([storedOf('new')]);
      await toldOf(1);
      told.length = 0;
      await theirs.remove(['new']);
      await theirs.update(storedOf('known', {}, { answeredAt: 9 }));
      for (const name of await readdir(journalFolder())) await rm(path.join(journalFolder(), name));
      const now = performance.now.bind(performance);
      performance.now = () => now() + 31_000;
      const changes = await toldOf(2).finally(() => Reflect.deleteProperty(performance, 'now'));
      const answered = changes.map(({ id, head }) => [id, head?.answeredAt]);
      assert.deepEqual(
        new Map(answered as [string, unknown][]),
        new Map([
          ['new', undefined],
          ['known', 9],
        ] as [string, unknown][]),
      );
    });

    it('costs nothing to a window that changes nothing', async () => {
      const reader = open();
      await reader.load();
      reader.onDidChange(() => undefined);
      const before = await readdir(journalFolder());
      await theirs.mark(['known'], 'paused', true);
      await toldOf(1);
      assert.deepEqual(await readdir(journalFolder()), before);
    });
  });
});
