import assert from 'node:assert/strict';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { copyAsOwn } from '../../../../src/features/outputs/ownCopy';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';

describe('the copy of an archived file', () => {
  const temporary = useTemporaryFolder();
  let archived: string;
  let target: string;

  beforeEach(async () => {
    archived = path.join(temporary.path, 'archived.png');
    target = path.join(temporary.path, 'deer.png');
    await writeFile(archived, 'deer');
    await chmod(archived, 0o444);
  });

  it('can be changed, though the archive itself is read-only', async () => {
    await copyAsOwn(archived, target, false);
    assert.equal(await readFile(target, 'utf8'), 'deer');
    assert.notEqual((await stat(target)).mode & 0o200, 0);
    assert.equal((await stat(archived)).mode & 0o200, 0);
  });

  it('takes the place of what the person chose, and can be saved over again', async () => {
    await writeFile(target, 'older');
    await copyAsOwn(archived, target, true);
    assert.equal(await readFile(target, 'utf8'), 'deer');
    assert.notEqual((await stat(target)).mode & 0o200, 0);
  });

  it('leaves alone what is there, unless it is to be overwritten', async () => {
    await writeFile(target, 'older');
    await assert.rejects(copyAsOwn(archived, target, false), { code: 'EEXIST' });
    assert.equal(await readFile(target, 'utf8'), 'older');
  });
});
