import assert from 'node:assert/strict';

import { PredictionTree } from '../../src/features/tree/predictionTree';
import type { Row } from '../../src/features/tree/rows';
import { answerJson, storedOf } from '../support/builders/predictions';
import { TrackerFixture } from '../support/builders/trackerFixture';

// No earlier run of its model tells how far it is.
const running = { id: 'runs', model: 'acme/new', status: 'processing' };

describe('The tree of ten thousand predictions', () => {
  let its: TrackerFixture;
  let tree: PredictionTree;
  let repainted: (Row | Row[] | undefined)[];

  beforeEach(async () => {
    its = new TrackerFixture();
    for (let index = 0; index < 9_999; index += 1) {
      const stored = storedOf({ id: `ended${index}` }, { addedAt: index });
      its.store.kept.set(stored.id, stored);
    }
    await its.tracker.restore();
    await its.track(running);
    const images = { firstImageOf: () => undefined, imageOf: () => undefined };
    const files = { stateOf: () => ({ type: 'unknown' }) as const };
    tree = new PredictionTree(its.tracker, Promise.resolve(), images, files);
    repainted = [];
    tree.onDidChangeTreeData((rows) => repainted.push(rows));
    its.tracker.onDidChange((changes) => {
      tree.apply(changes);
    });
  });

  it('repaints the one row whose prediction has changed', async () => {
    const [row] = await tree.getChildren();
    its.clock.advance(its.clock.waits[0] ?? 0);
    await its.source.last.answer(answerJson({ ...running, logs: 'new\n' }));
    assert.deepEqual(repainted, [[row]]);
  });

  it('repaints nothing for an answer that brings nothing new', async () => {
    await tree.getChildren();
    its.clock.advance(its.clock.waits[0] ?? 0);
    await its.source.last.answer(answerJson(running));
    assert.deepEqual(repainted, []);
  });

  it('gives VS Code some hundred rows at first, and the others when they are asked for', async () => {
    const first = await tree.getChildren();
    assert.equal(first.length, 501);
    assert.deepEqual(first.at(-1), { type: 'more', count: 9_500 });
    tree.showMore();
    assert.equal((await tree.getChildren()).length, 1001);
  });

  it('lists one that stands far below when it is to be revealed', async () => {
    const row = tree.rowToReveal('ended5');
    assert.ok(row);
    assert.ok((await tree.getChildren()).includes(row));
  });
});
