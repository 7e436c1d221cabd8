import assert from 'node:assert/strict';

import { LibraryReports, type LibraryReport } from '../../../src/library/libraryReport';

const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
const readOnly = Object.assign(new Error('read-only'), { code: 'EROFS' });

describe('reports of the library', () => {
  let told: LibraryReport[];
  let reports: LibraryReports;

  beforeEach(() => {
    told = [];
    reports = new LibraryReports((report) => told.push(report));
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

  it('say it again after something could be written, though not of a file that never can', () => {
    fail('broken');
    reports.written('fair');
    fail('broken');
    fail('b');
    assert.deepEqual(
      told.map(({ file }) => file),
      ['broken'],
    );
    reports.written('fair');
    fail('b');
    fail('c');
    reports.written('c');
    fail('c');
    assert.deepEqual(
      told.map(({ file }) => file),
      ['broken', 'c'],
    );
  });

  it('name every file that is set aside, and each of a newer version once', () => {
    for (const file of ['a', 'b', 'a']) reports.report({ type: 'set-aside', file, error: full });
    for (const file of ['a', 'b', 'a']) {
      reports.report({ type: 'from-newer-version', file });
      reports.written(file);
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
