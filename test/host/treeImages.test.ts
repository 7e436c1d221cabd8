import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';

import { DataTransfer, Uri } from 'vscode';

import { OutputDrag } from '../../src/features/tree/dragOutputs';
import { KeptImages } from '../../src/features/tree/keptImages';
import type { KnownFiles } from '../../src/host/keptFiles';
import { PredictionTree } from '../../src/features/tree/predictionTree';
import { fileTypeOfPath } from '../../src/prediction/fileType';
import type { Row } from '../../src/features/tree/rows';
import { eventually } from '../support/eventually';
import { storedOf, type AnswerJson } from '../support/builders/predictions';
import { TrackerFixture } from '../support/builders/trackerFixture';

const files = 'https://replicate.delivery/xezq/';

/** Knows of the files that it is told of, under their names. */
class FilesInMemory implements KnownFiles {
  readonly #bytes = new Map<string, number>();
  readonly #listeners = new Set<(id: string) => void>();
  #isLookedAt = true;

  put(name: string, bytes = 1000): void {
    this.#bytes.set(name, bytes);
    for (const listener of this.#listeners) listener('abc');
  }

  stateOf(...[, source]: Parameters<KnownFiles['stateOf']>): ReturnType<KnownFiles['stateOf']> {
    const name = source.type === 'url' ? source.url.replace(files, '') : '';
    const bytes = this.#bytes.get(name);
    if (bytes === undefined || !this.#isLookedAt) return { type: 'unknown' };
    return { type: 'kept', path: `/kept/${name}`, fileType: fileTypeOfPath(name), bytes };
  }

  /** As after a start. */
  forgetUntilLooked(): void {
    this.#isLookedAt = false;
  }

  look(): Promise<void> {
    this.#isLookedAt = true;
    return Promise.resolve();
  }

  /** One that is there. */
  folderOf(): string {
    return tmpdir();
  }

  onDidChange(listener: (id: string) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }
}

describe('The tree', () => {
  let its: TrackerFixture;
  let known: FilesInMemory;
  let images: KeptImages;
  let tree: PredictionTree;

  const show = async (fields: AnswerJson): Promise<Row> => {
    const stored = storedOf({ id: 'abc', ...fields });
    its.store.kept.set('abc', stored);
    await its.tracker.restore();
    const [row] = await tree.getChildren();
    return row ?? assert.fail('no row');
  };
  /** The file that stands for the row; empty where it is an icon of VS Code's. */
  const imageOf = (row: Row) => {
    const { iconPath } = tree.getTreeItem(row);
    return iconPath instanceof Uri ? iconPath.path : '';
  };
  const outputRowsOf = async (row: Row) => {
    const [group] = await tree.getChildren(row);
    return tree.getChildren(group);
  };

  beforeEach(() => {
    its = new TrackerFixture();
    known = new FilesInMemory();
    images = new KeptImages(its.tracker, known);
    tree = new PredictionTree(its.tracker, Promise.resolve(), images, known);
  });
  afterEach(() => {
    images.dispose();
    tree.dispose();
  });

  it('shows the first image that is there in the row of its prediction', async () => {
    known.put('b.png');
    const row = await show({ output: [`${files}a.txt`, `${files}a.png`, `${files}b.png`] });
    await eventually(
      () => Promise.resolve(imageOf(row)),
      (image) => image === '/kept/b.png',
    );
    known.put('a.png');
    await eventually(
      () => Promise.resolve(imageOf(row)),
      (image) => image === '/kept/a.png',
    );
  });

  it('tells the row to be painted again once its image has come', async () => {
    const row = await show({ output: `${files}a.png` });
    const told: string[] = [];
    images.onDidChange((id) => told.push(id));
    imageOf(row);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(told, []);
    known.put('a.png');
    await eventually(
      () => Promise.resolve(imageOf(row)),
      (image) => image === '/kept/a.png',
    );
    assert.deepEqual([...new Set(told)], ['abc']);
  });

  it('keeps the icon of its state for one that has failed, or whose image is large or moves', async () => {
    known.put('large.png', 3 * 1024 ** 2);
    known.put('moves.gif');
    known.put('a.mp4');
    for (const fields of [
      { output: [`${files}large.png`, `${files}moves.gif`, `${files}a.mp4`] },
      { output: `${files}large.png`, status: 'failed' },
    ]) {
      const row = await show(fields);
      imageOf(row);
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(imageOf(row), '');
    }
  });

  it('shows each image in its own row, too', async () => {
    known.put('a.png');
    const rows = await outputRowsOf(await show({ output: [`${files}a.png`, `${files}b.png`] }));
    assert.deepEqual(rows.map(imageOf), ['/kept/a.png', '']);
  });

  it('lets files be dragged out, and addresses of those that are not there', async () => {
    known.put('a.png');
    known.put('c.zip');
    const output = [`${files}a.png`, `${files}b.png`, { text: 'deer', file: `${files}c.zip` }];
    const row = await show({ output });
    const drag = new OutputDrag(its.tracker, known);
    assert.deepEqual(await dragged(drag, [row]), [
      'file:///kept/a.png',
      `${files}b.png`,
      'file:///kept/c.zip',
    ]);
    const rows = await outputRowsOf(row);
    assert.deepEqual(await dragged(drag, rows.slice(0, 1)), ['file:///kept/a.png']);
    assert.deepEqual(await dragged(drag, [row, ...rows]), await dragged(drag, [row]));
  });

  it('lets files be dragged out that nobody has looked at since the start', async () => {
    const row = await show({ output: `${files}a.png`, status: 'failed' });
    known.put('a.png');
    known.forgetUntilLooked();
    assert.deepEqual(await dragged(new OutputDrag(its.tracker, known), [row]), [
      'file:///kept/a.png',
    ]);
  });

  it('gives a drag nothing where there is no file', async () => {
    const row = await show({ output: 'At first light the lake was still.' });
    assert.deepEqual(await dragged(new OutputDrag(its.tracker, known), [row]), []);
  });
});

async function dragged(drag: OutputDrag, rows: readonly Row[]): Promise<string[]> {
  const transfer = new DataTransfer();
  await drag.handleDrag(rows, transfer);
  const text = await transfer.get('text/uri-list')?.asString();
  return text === undefined ? [] : text.split('\r\n');
}
