import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { LibraryReports } from '../../../src/library/libraryReport';
import { OtherJournals } from '../../../src/library/otherJournals';
import { OtherWindows } from '../../../src/library/otherWindows';
import { OwnJournal } from '../../../src/library/ownJournal';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { eventually } from '../../support/eventually';

describe('the journals that windows tell each other by', () => {
  const temporary = useTemporaryFolder();
  let own: OwnJournal;
  let others: OtherJournals;

  beforeEach(() => {
    own = journal();
    others = new OtherJournals(temporary.path, 'another');
  });

  afterEach(() => {
    own.dispose();
  });

  function journal(fullAt?: number): OwnJournal {
    return new OwnJournal({
      folder: temporary.path,
      reports: new LibraryReports(({ file }) => assert.fail(file)),
      ...(fullAt !== undefined && { fullAt, outlivesMs: 50 }),
    });
  }

  it('tell each change once, at its end', async () => {
    await own.begin('a');
    assert.deepEqual(await others.changed(), new Set());
    await Promise.all([own.end('a'), own.begin('b\n"鹿"'), own.end('b\n"鹿"')]);
    assert.deepEqual(await others.changed(), new Set(['a', 'b\n"鹿"']));
    assert.deepEqual(await others.changed(), new Set());
  });

  it('do not tell a window of itself', async () => {
    await own.end('a');
    assert.deepEqual(await new OtherJournals(temporary.path, own.name).changed(), new Set());
  });

  it('do not tell what was known before', async () => {
    await own.end('a');
    await others.skip();
    await own.end('b');
    assert.deepEqual(await others.changed(), new Set(['b']));
  });

  it('tell of a change that never ends, a few times: its window may be held up before it is killed', async () => {
    await own.begin('a');
    const told: number[] = [];
    for (let look = 0; look < 1000; look += 1) {
      if ((await others.changed()).has('a')) told.push(look);
    }
    assert.deepEqual(told, [3, 30, 300]);
  });

  it('do not grow for ever: a full one goes, but not before it was read', async () => {
    own = journal(1000);
    const told = new Set<string>();
    const ids = Array.from({ length: 500 }, (_, index) => `id${index}`);
    for (const id of ids) {
      await own.end(id);
      for (const changed of await others.changed()) told.add(changed);
    }
    assert.deepEqual(told, new Set(ids));
    await eventually(
      () => readdir(temporary.path),
      (names) => names.length === 1,
    );
  });

  it('report what cannot be written', async () => {
    const reported: string[] = [];
    const folder = path.join(temporary.path, 'not there');
    const reports = new LibraryReports(({ file }) => reported.push(file));
    const lost = new OwnJournal({ folder, reports });
    await lost.begin('a');
    assert.equal(reported.length, 1);
  });
});

describe('looking for what other windows have done', () => {
  let windows: OtherWindows | undefined;
  let looked: string[];
  let failures: unknown[];

  beforeEach(() => {
    looked = [];
    failures = [];
  });

  afterEach(() => {
    windows?.dispose();
    Reflect.deleteProperty(performance, 'now');
  });

  function watch(changed: (hasSlept: boolean) => Promise<ReadonlySet<string>>): OtherWindows {
    windows = new OtherWindows({
      everyMs: 5,
      changed,
      look: (id) => {
        looked.push(id);
        return Promise.resolve(undefined);
      },
      onError: (error) => failures.push(error),
    });
    windows.onDidChange(() => undefined);
    return windows;
  }

  async function until(holds: () => boolean): Promise<void> {
    await eventually(() => Promise.resolve(holds()), Boolean);
  }

  it('looks at everything after a sleep, as journals may be gone, and then no more', async () => {
    let looks = 0;
    watch((hasSlept) => {
      looks += 1;
      return Promise.resolve(new Set(hasSlept ? ['missed'] : []));
    });
    await until(() => looks > 2);
    assert.deepEqual(looked, []);
    const now = performance.now.bind(performance);
    performance.now = () => now() + 31_000;
    const before = looks;
    await until(() => looks > before + 4);
    assert.deepEqual(looked, ['missed']);
  });

  it('goes on after a failure', async () => {
    const error = new Error('of the disk');
    watch(() => Promise.reject(error));
    await until(() => failures.length > 2);
    assert.equal(failures[0], error);
  });

  it('looks once at a time, however slow that is', async () => {
    let underWay = 0;
    let most = 0;
    let looks = 0;
    const slow = watch(async () => {
      // One that comes meanwhile makes it look no sooner.
      slow.onDidChange(() => undefined);
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay -= 1;
      looks += 1;
      return new Set();
    });
    await until(() => looks > 3);
    assert.equal(most, 1);
  });

  it('stops when it is disposed of, even while it looks', async () => {
    let looks = 0;
    const disposed = watch(async () => {
      looks += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return new Set(['a']);
    });
    await until(() => looks > 0);
    disposed.dispose();
    const before = { looks, looked: [...looked] };
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.deepEqual({ looks, looked }, before);
  });
});
