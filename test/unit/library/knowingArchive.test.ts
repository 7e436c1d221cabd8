import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { KnowingArchive } from '../../../src/library/knowingArchive';
import { eventually } from '../../support/eventually';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';

const source = { type: 'url', url: 'https://replicate.delivery/xezq/deer.png' } as const;
const signal = new AbortController().signal;

describe('An archive that knows its files', () => {
  const folder = useTemporaryFolder();
  const archiveThere = () =>
    new KnowingArchive(folder.path, () =>
      Promise.resolve({ mediaType: 'image/png', bytes: [Buffer.from('deer')] }),
    );

  it('tells of a file that has just been fetched', async () => {
    const archive = archiveThere();
    const told: string[] = [];
    archive.onDidChange((id) => told.push(id));
    const kept = await archive.keep('abc', source, signal);
    assert.deepEqual(told, ['abc']);
    const state = archive.stateOf('abc', source);
    assert.ok(state.type === 'kept');
    assert.equal(state.path, kept);
    assert.equal(state.bytes, 4);
    assert.equal(state.fileType.kind, 'image');
  });

  it('finds out what earlier sessions have kept, and tells of it', async () => {
    await archiveThere().keep('abc', source, signal);
    const later = archiveThere();
    const told: string[] = [];
    later.onDidChange((id) => told.push(id));
    assert.equal(later.stateOf('abc', source).type, 'unknown');
    await eventually(
      () => Promise.resolve(told),
      ([first]) => first === 'abc',
    );
    assert.equal(later.stateOf('abc', source).type, 'kept');
  });

  it('does not take for a file what is only partly there', async () => {
    const archive = archiveThere();
    const kept = await archive.keep('abc', source, signal);
    const other = archiveThere();
    const parts = path.join(folder.path, path.basename(path.dirname(kept)));
    await mkdir(parts, { recursive: true });
    await writeFile(`${kept.replace('.png', '')}.webp.part`, 'half');
    other.stateOf('abc', source);
    await eventually(
      () => Promise.resolve(other.stateOf('abc', source)),
      (state) => state.type === 'kept' && state.path === kept,
    );
  });
});
