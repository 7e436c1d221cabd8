import assert from 'node:assert/strict';

import { LibraryReports, type LibraryReport } from '../../../src/library/libraryReport';

const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
const readOnly = Object.assign(new Error('read-only'), { code: 'EROFS' });

const minute = 60_000;

describe('reports of the library', () => {
  let told: LibraryReport[];
  let reports: LibraryReports;
  let now: number;

  beforeEach(() => {
    told = [];
    now = 0;
    reports = new LibraryReports(
      (report) => told.push(report),
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
    fail('a', readOnly);
    fail('a', new Error('of no code'));
    reports.report({ type: 'not-read', file: 'a', error: full });
    assert.equal(told.length, 4);
  });

  it('say it again once it has stayed away for some minutes, and not while it comes and goes', () => {
    for (let beat = 0; beat < 1000; beat += 1) {
      fail(`file${beat}`);
      now += minute;
    }
    assert.equal(told.length, 1);
    now += 5 * minute;
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
