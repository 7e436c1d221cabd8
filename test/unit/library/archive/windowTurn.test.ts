import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { WindowTurn } from '../../../../src/library/archive/windowTurn';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';

const { signal } = new AbortController();
const always = () => Promise.resolve(true);

describe('the turn of a window', () => {
  const temporary = useTemporaryFolder();

  it('that was lost is given to nobody, until all that have it know', async () => {
    const file = path.join(temporary.path, 'turn.json');
    const turn = new WindowTurn(file, 10);
    const first = (await turn.tryTake()) ?? assert.fail('nobody else has it');
    // As another window does, which has taken this one for dead.
    await writeFile(file, 'other 0');
    if (!first.signal.aborted) await once(first.signal, 'abort');
    assert.equal(await turn.tryTake(), undefined);
    const waiting = turn.take(always, signal);
    await first.release();
    assert.equal(await readFile(file, 'utf8'), 'other 0');
    await unlink(file);
    const next = (await waiting) ?? assert.fail('the other window has ended');
    assert.equal(next.signal.aborted, false);
    await next.release();
  });

  it('is not waited for by those whose work another window has done', async () => {
    const file = path.join(temporary.path, 'turn.json');
    const other = (await new WindowTurn(file, 10).tryTake()) ?? assert.fail('nobody has it');
    let looks = 0;
    const until = () => Promise.resolve((looks += 1) < 3);
    assert.equal(await new WindowTurn(file, 10).take(until, signal), undefined);
    await other.release();
  });

  it('is given on where the work turns out to be done, or to fail', async () => {
    const file = path.join(temporary.path, 'turn.json');
    const turn = new WindowTurn(file, 10);
    const broken = () => Promise.reject(new Error('the disk'));
    await assert.rejects(turn.take(broken, signal), /the disk/);
    assert.equal(await turn.take(() => Promise.resolve(false), signal), undefined);
    const other = await new WindowTurn(file, 10).tryTake();
    assert.ok(other);
    await other.release();
  });
});
