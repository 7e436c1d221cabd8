import assert from 'node:assert/strict';

import { LibraryReports, type LibraryReport } from '../../../src/library/libraryReport';

const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
const broken = Object.assign(new Error('i/o error'), { code: 'EIO' });

const minute = 60_000;

describe('reports of the library', () => {
  let told: LibraryReport[];
  let logged: LibraryReport[];
  let reports: LibraryReports;
  let now: number;

  beforeEach(() => {
    told = [];
    logged = [];
    now = 0;
    reports = new LibraryReports(
      (report) => told.push(report),
      (report) => logged.push(report),
      () => now,
    );
  });

  function fail(file: string, error: unknown = full): void {
    reports.report({ type: 'not-written', file, error });
  }

  it('say the same trouble once, whatever the file', () => {
    for (let index = 0; index < 1000; index += 1) fail(`file${index}`);
    assert.deepEqual(told, [{ type: 'not-written', file: 'file0', error: full }]);
  });

  it('say each kind of trouble', () => {
    fail('a');
    fail('a', broken);
    fail('a', new Error('of no code'));
    fail('a', new Error('of none either'));
    reports.report({ type: 'not-read', file: 'a', error: broken });
    reports.outputTrouble('a', broken);
    reports.report({ type: 'lease-not-written', file: 'a', error: broken });
    assert.equal(told.length, 7);
  });

  it('say once of all that is written that there is no room', () => {
    reports.report({ type: 'lease-not-written', file: 'a', error: full });
    reports.outputTrouble('b', full);
    fail('c');
    assert.equal(told.length, 1);
  });

  it('say once of all that is written that the disk can only be read', () => {
    const readOnly = Object.assign(new Error('read-only'), { code: 'EROFS' });
    reports.report({ type: 'lease-not-written', file: 'a', error: readOnly });
    reports.outputTrouble('b', readOnly);
    fail('c', readOnly);
    assert.equal(told.length, 1);
    reports.notRead('d', readOnly);
    assert.equal(told.length, 2);
  });

  for (const code of ['EACCES', 'EPERM']) {
    it(`say of one file that is refused with ${code} no more than that`, () => {
      const error = Object.assign(new Error('refused'), { code, path: __filename });
      reports.outputTrouble('a', error);
      fail('b', error);
      assert.deepEqual(
        told.map(({ type }) => type),
        ['output-trouble', 'not-written'],
      );
    });
  }

  it('leave the log a line for each file and trouble, whatever is told', () => {
    for (let beat = 0; beat < 3; beat += 1) {
      for (const file of ['a', 'b']) for (const error of [full, broken]) fail(file, error);
    }
    assert.deepEqual(
      logged.map(({ file }) => file),
      ['a', 'a', 'b', 'b'],
    );
    assert.equal(told.length, 2);
  });

  it('say a full disk once while an output is tried again after longer and longer pauses', () => {
    for (let pause = 1; pause <= 64; pause *= 2) {
      reports.outputTrouble('a', full);
      // It may take an hour to come, and then find no room.
      now += (pause + 60) * minute;
    }
    reports.outputTrouble('a', full);
    assert.deepEqual([told.length, logged.length], [1, 1]);
  });

  it('say it again once it has stayed away for some hours, and not while it comes and goes', () => {
    for (let beat = 0; beat < 1000; beat += 1) {
      fail(`file${beat}`);
      now += minute;
    }
    assert.equal(told.length, 1);
    now += 180 * minute;
    fail('later');
    assert.deepEqual(
      told.map(({ file }) => file),
      ['file0', 'later'],
    );
  });

  it('name every file that is set aside, and each of a newer version once', () => {
    for (const file of ['a', 'b', 'a']) reports.report({ type: 'set-aside', file, error: full });
    for (const file of ['a', 'b', 'a']) {
      reports.report({ type: 'from-newer-version', file });
    }
    assert.deepEqual(
      told.map(({ type, file }) => `${type} ${file}`),
      [
        ...['set-aside a', 'set-aside b', 'set-aside a'],
        ...['from-newer-version a', 'from-newer-version b'],
      ],
    );
  });
});
