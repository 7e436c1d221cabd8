import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../../support/vscode/cacheFolder';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

describe('CONTRIBUTING.md', () => {
  it('says of each dependency what it is for, and of no other', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Manifest; // npm's own
    const chapter = read('CONTRIBUTING.md').split('## Dependencies')[1]?.split('\n## ')[0] ?? '';
    const [shipped, atWork] = chapter.split('| Package ').slice(1).map(packagesIn);
    assert.deepEqual(shipped, Object.keys(dependencies).sort());
    assert.deepEqual(atWork, Object.keys(devDependencies).sort());
  });
});

/** The names in a table's first column. */
function packagesIn(table: string): string[] {
  const cells = table.split('\n').map((row) => row.split('|')[1] ?? '');
  return cells
    .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    .sort();
}

function read(file: string): string {
  return readFileSync(path.join(projectFolder, file), 'utf8');
}
