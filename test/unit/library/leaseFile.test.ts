import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { LeaseFile } from '../../../src/library/leaseFile';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';

describe('the file of a lease', () => {
  const temporary = useTemporaryFolder();
  let file: LeaseFile;

  beforeEach(() => {
    file = new LeaseFile(path.join(temporary.path, 'lease'));
  });

  it('is made by one of many', async () => {
    const made = await Promise.all(['a', 'b', 'c', 'd'].map((text) => file.create(text)));
    assert.equal(made.filter(Boolean).length, 1);
  });

  it('is overwritten only where it is there', async () => {
    assert.equal(await file.overwrite('a'), false);
    assert.deepEqual(await readdir(temporary.path), []);
    await file.create('a');
    assert.equal(await file.overwrite('bc'), true);
    assert.equal(await file.read(), 'bc');
  });

  it('is taken away by one of many', async () => {
    await file.create('dead');
    const taken = await Promise.all([1, 2, 3, 4].map(() => file.takeAway('dead')));
    assert.equal(taken.filter(Boolean).length, 1);
    assert.deepEqual(await readdir(temporary.path), []);
  });

  it('stays where it is no longer what was meant to be taken away', async () => {
    await file.create('alive');
    assert.equal(await file.takeAway('dead'), false);
    assert.equal(await file.read(), 'alive');
    assert.deepEqual(await readdir(temporary.path), ['lease']);
  });

  it('is removed only where it is what is meant', async () => {
    file.removeNow(() => true);
    await file.create('alive');
    file.removeNow((text) => text === 'dead');
    assert.equal(await file.read(), 'alive');
    file.removeNow((text) => text === 'alive');
    assert.equal(await file.read(), undefined);
  });
});
