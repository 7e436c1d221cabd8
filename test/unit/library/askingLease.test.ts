import assert from 'node:assert/strict';
import { rmdirSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { AskingLease } from '../../../src/library/askingLease';
import {
  LibraryReports,
  type LibraryReport,
  type ReportTo,
} from '../../../src/library/libraryReport';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { eventually } from '../../support/eventually';
import { FullDisk } from '../../support/crash/fullDisk';
import { useWindows, type WindowProcess } from '../../support/library/windowProcess';

const beatMs = 20;

describe('the lease to ask the network', () => {
  const opened: AskingLease[] = [];
  // Before their folder is removed; what is under way comes to its end.
  afterEach(async () => {
    for (const lease of opened.splice(0)) lease.dispose();
    await beats(1);
  });
  const startWindow = useWindows();
  const temporary = useTemporaryFolder();
  let folder: string;
  let file: string;
  let reports: LibraryReport[];

  beforeEach(() => {
    folder = path.join(temporary.path, 'made when needed');
    file = path.join(folder, 'asking.json');
    reports = [];
  });

  function open(
    changes: boolean[] = [],
    everyMs = beatMs,
    report: ReportTo = (told) => reports.push(told),
  ): AskingLease {
    const lease = new AskingLease(folder, {
      beatMs: everyMs,
      onDidChange: (isHeld) => changes.push(isHeld),
      report,
    });
    opened.push(lease);
    return lease;
  }

  function needed(changes?: boolean[]): AskingLease {
    const lease = open(changes);
    lease.setNeeded(true);
    return lease;
  }

  async function until(holds: () => boolean): Promise<void> {
    await eventually(() => Promise.resolve(holds()), Boolean);
  }

  async function beats(count: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, count * beatMs));
  }

  function holders(leases: readonly AskingLease[]): readonly AskingLease[] {
    return leases.filter(({ isHeld }) => isHeld);
  }

  it('writes nothing while nothing is to be asked', async () => {
    const lease = open();
    lease.setPreferred(true);
    lease.setPreferred(false);
    lease.setNeeded(false);
    await beats(3);
    lease.dispose();
    assert.deepEqual(await readdir(temporary.path), []);
    assert.equal(lease.isHeld, false);
  });

  it('is taken by one that needs it, told, and given up when it no longer does', async () => {
    const changes: boolean[] = [];
    const lease = needed(changes);
    await until(() => lease.isHeld);
    assert.deepEqual(changes, [true]);
    lease.setNeeded(false);
    assert.deepEqual(changes, [true, false]);
    assert.deepEqual(await readdir(folder), []);
    lease.setNeeded(true);
    await until(() => lease.isHeld);
    assert.deepEqual(changes, [true, false, true]);
  });

  it('is held by one of many, and stays there', async () => {
    const changes: boolean[] = [];
    const leases = Array.from({ length: 6 }, () => needed(changes));
    await until(() => holders(leases).length === 1);
    const [holder] = holders(leases);
    await beats(20);
    assert.deepEqual(holders(leases), [holder]);
    assert.deepEqual(changes, [true]);
    assert.deepEqual(reports, []);
  });

  it('is free at once where the holder is disposed of, and leaves no file', async () => {
    const one = needed();
    await until(() => one.isHeld);
    const other = needed();
    await beats(2);
    one.dispose();
    assert.equal(one.isHeld, false);
    await assert.rejects(readFile(file));
    await until(() => other.isHeld);
    other.dispose();
    assert.deepEqual(await readdir(folder), []);
  });

  it('is not taken by one that is disposed of while it takes it', async () => {
    for (let count = 0; count < 20; count += 1) {
      const lease = needed();
      await new Promise((resolve) => setTimeout(resolve, count / 10));
      lease.dispose();
      lease.setNeeded(true);
    }
    await beats(5);
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(holders(opened), []);
  });

  it('is taken from one that no longer moves it, by one of many', async () => {
    const first = needed();
    await until(() => first.isHeld);
    const text = await readFile(file, 'utf8');
    first.dispose();
    await writeFile(file, text);
    const leases = Array.from({ length: 6 }, () => needed());
    await until(() => holders(leases).length === 1);
    await beats(10);
    assert.equal(holders(leases).length, 1);
  });

  it('is not taken from one that moves it, however often another comes to need it', async () => {
    const one = open([], 5000);
    one.setNeeded(true);
    await until(() => one.isHeld);
    const changes: boolean[] = [];
    const other = open(changes);
    for (let count = 0; count < 20; count += 1) {
      other.setNeeded(true);
      await new Promise((resolve) => setTimeout(resolve, beatMs / 2));
      other.setNeeded(false);
    }
    assert.deepEqual([changes, reports], [[], []]);
    assert.equal(one.isHeld, true);
  });

  it('is taken where the file is empty or nonsense, as after a crash', async () => {
    for (const text of ['', '{}', 'nonsense', '{"owner":7,"beat":1}']) {
      await rm(folder, { recursive: true, force: true });
      const first = needed();
      await until(() => first.isHeld);
      first.dispose();
      await writeFile(file, text);
      const lease = needed();
      await until(() => lease.isHeld);
      lease.dispose();
    }
  });

  it('is judged by its beat alone, whatever time the file has', async () => {
    const one = needed();
    await until(() => one.isHeld);
    const other = needed();
    const past = new Date(0);
    for (let count = 0; count < 15; count += 1) {
      await utimes(file, past, past);
      await beats(1);
    }
    assert.deepEqual([one.isHeld, other.isHeld], [true, false]);
  });

  it('is one holder’s again, where another has taken it by mistake', async () => {
    const changes: boolean[] = [];
    const one = needed(changes);
    await until(() => one.isHeld);
    await writeFile(file, JSON.stringify({ owner: 'another', beat: 1 }));
    // That other is never heard of again.
    await until(() => String(changes) === 'true,false,true');
    assert.equal(one.isHeld, true);
  });

  it('is made again where its file was removed', async () => {
    const one = needed();
    await until(() => one.isHeld);
    await rm(file);
    await eventually(
      () => readFile(file, 'utf8').catch(() => ''),
      (text) => text.includes('owner'),
    );
    assert.equal(one.isHeld, true);
  });

  describe('and the window that a person works in', () => {
    it('gets it from one that nobody works in', async () => {
      const [one, other] = [needed(), open()];
      await until(() => one.isHeld);
      other.setNeeded(true);
      other.setPreferred(true);
      await until(() => other.isHeld);
      assert.equal(one.isHeld, false);
      await beats(5);
      assert.deepEqual([one.isHeld, other.isHeld], [false, true]);
      assert.deepEqual(await readdir(folder), ['asking.json']);
    });

    it('keeps it', async () => {
      const [one, other] = [needed(), needed()];
      await until(() => holders([one, other]).length === 1);
      one.setPreferred(true);
      await until(() => one.isHeld);
      await beats(10);
      other.setPreferred(true);
      await beats(10);
      assert.deepEqual([one.isHeld, other.isHeld], [true, false]);
      one.setPreferred(false);
      await until(() => other.isHeld);
    });

    it('no longer claims it when the person has left', async () => {
      const [one, other] = [needed(), open()];
      await until(() => one.isHeld);
      one.setPreferred(true);
      other.setNeeded(true);
      other.setPreferred(true);
      await eventually(
        () => readdir(folder),
        (names) => names.includes('asking.claim'),
      );
      other.setPreferred(false);
      one.setPreferred(false);
      await beats(10);
      assert.deepEqual([one.isHeld, other.isHeld], [true, false]);
    });

    it('does not keep it from others where it was killed after its claim', async () => {
      const changes: boolean[] = [];
      const one = needed(changes);
      await until(() => one.isHeld);
      await writeFile(path.join(folder, 'asking.claim'), 'killed');
      await until(() => String(changes) === 'true,false,true');
      await beats(10);
      assert.equal(one.isHeld, true);
    });
  });

  describe('where nothing can be written', () => {
    const disk = FullDisk.use();

    it('is held by each, which is reported once, until it can', async () => {
      await writeFile(folder, 'a file stands in the way');
      const [one, other] = [needed(), needed()];
      await until(() => one.isHeld && other.isHeld);
      await beats(10);
      assert.deepEqual(
        reports.map(({ type }) => type),
        ['lease-not-written', 'lease-not-written'],
      );
      await rm(folder);
      await until(() => holders([one, other]).length === 1);
      await beats(10);
      assert.equal(holders([one, other]).length, 1);
    });

    it('is reported once together with what else finds no room', async () => {
      const together = new LibraryReports((report) => reports.push(report));
      disk.isFull = true;
      await writeFile(path.join(temporary.path, 'prediction'), 'x').catch((error: unknown) => {
        together.notWritten('prediction', error);
      });
      const lease = open([], beatMs, together);
      lease.setNeeded(true);
      await until(() => lease.isHeld);
      await beats(5);
      assert.deepEqual(
        reports.map(({ type }) => type),
        ['not-written'],
      );
    });

    it('is given up for one that moves it, and not for what a full disk leaves', async () => {
      await mkdir(file, { recursive: true });
      const changes: boolean[] = [];
      const lease = needed(changes);
      await until(() => lease.isHeld);
      rmdirSync(file);
      for (let count = 0; count < 10; count += 1) {
        writeFileSync(file, 'nonsense'.slice(0, count % 8));
        await beats(1);
      }
      assert.deepEqual(changes, [true]);
      for (let beat = 0; beat < 5; beat += 1) {
        writeFileSync(file, JSON.stringify({ owner: 'another', beat }));
        await beats(1);
      }
      assert.deepEqual(changes, [true, false]);
    });

    it('is not lost and found again and again', async () => {
      await mkdir(folder);
      await writeFile(file, JSON.stringify({ owner: 'dead', beat: 1 }));
      // What stands in the way of taking it over.
      await mkdir(path.join(`${file}.old`, 'full'), { recursive: true });
      const changes: boolean[] = [];
      const lease = needed(changes);
      await until(() => lease.isHeld);
      await beats(20);
      assert.deepEqual(changes, [true]);
      assert.equal(reports.length, 1);
    });
  });

  describe('among processes', function () {
    this.timeout(60_000);
    async function startNeeding(): Promise<readonly WindowProcess[]> {
      const windows = await Promise.all([1, 2, 3].map(() => startWindow(folder)));
      await Promise.all(windows.map((window) => window.call('setNeeded', true)));
      await until(() => held(windows).length === 1);
      return windows;
    }

    function held(windows: readonly WindowProcess[]): readonly WindowProcess[] {
      return windows.filter(({ isHeld }) => isHeld);
    }

    it('is taken over within two intervals where the holder is killed', async () => {
      const windows = await startNeeding();
      const [killed] = held(windows);
      const others = windows.filter((window) => window !== killed);
      await killed?.kill();
      await until(() => held(others).length === 1);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.equal(held(others).length, 1);
    });

    it('is taken over at the next beat where the holder is closed', async () => {
      const windows = await startNeeding();
      const [closed] = held(windows);
      const others = windows.filter((window) => window !== closed);
      await closed?.exit();
      await until(() => held(others).length === 1);
    });

    it('is held by each, all the time, where the disk is full', async () => {
      const full = ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'];
      const windows = await Promise.all([1, 2].map(() => startWindow(folder, full)));
      await Promise.all(windows.map((window) => window.call('setNeeded', true)));
      await until(() => held(windows).length === 2);
      await new Promise((resolve) => setTimeout(resolve, 4500));
      const seen = windows.map(({ heldChanges, reports: { length } }) => [heldChanges, length]);
      assert.deepEqual(seen, [
        [1, 1],
        [1, 1],
      ]);
    });

    it('goes to the window that a person turns to', async () => {
      const windows = await startNeeding();
      const wanted = windows.find(({ isHeld }) => !isHeld);
      await wanted?.call('setPreferred', true);
      await until(() => wanted?.isHeld === true && held(windows).length === 1);
    });
  });
});
