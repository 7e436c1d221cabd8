import assert from 'node:assert/strict';

import { answerJson } from '../../support/builders/predictions';
import { lastingError, TrackerFixture } from '../../support/builders/trackerFixture';

describe('ids that are put on the list', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  it('are there at once, in their order, and told in one go', async () => {
    let calls = 0;
    its.tracker.onDidChange(() => (calls += 1));
    assert.deepEqual(await its.tracker.track(['a', 'b', 'c']), ['a', 'b', 'c']);
    assert.deepEqual(
      its.tracker.list.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
    assert.equal(calls, 1);
  });

  it('are kept before they are ever answered', async () => {
    await its.tracker.track(['a']);
    assert.equal(its.store.kept.get('a')?.answer, '');
    assert.equal(its.store.kept.get('a')?.brief.status, '');
  });

  it('are asked for, each', async () => {
    await its.tracker.track(['a', 'b', 'c']);
    its.clock.advance(1000);
    assert.deepEqual(its.source.requests.map(({ id }) => id).sort(), ['a', 'b', 'c']);
  });

  it('that were there already stay as they are', async () => {
    await its.track({ id: 'a' });
    assert.deepEqual(await its.tracker.track(['a', 'b', 'b']), ['b']);
    assert.equal(its.tracker.get('a')?.brief.status, 'succeeded');
    assert.equal(its.tracker.size, 2);
  });

  it('become predictions with their first answer', async () => {
    await its.tracker.track(['a']);
    its.clock.advance(1000);
    await its.source.last.answer(answerJson({ id: 'a' }));
    assert.equal(its.tracker.get('a')?.brief.model, 'black-forest-labs/flux-schnell');
    assert.deepEqual(its.clock.waits, []);
    assert.deepEqual(its.tracker.unseen, [], 'what had ended before is no news');
  });

  it('stay on the list, with the reason, when they cannot be had', async () => {
    await its.tracker.track(['a']);
    its.clock.advance(1000);
    await its.source.last.fail(lastingError());
    assert.equal(its.tracker.get('a')?.failure?.error.message, '401');
    assert.deepEqual(its.clock.waits, []);
  });

  it('that are asked for often have nearer deadlines than those that can wait', async () => {
    const started_at = '2025-05-19T02:00:17.000Z';
    await its.track({ id: 'soon', status: 'processing', started_at });
    const created_at = '2025-05-19T01:00:00.000Z';
    await its.track({ id: 'queued', status: 'starting', created_at, started_at: null });
    its.clock.advance(60_000);
    const slack = (id: string) => {
      const request = its.source.requests.findLast((each) => each.id === id);
      return request?.options.deadline ?? 0;
    };
    assert.ok(slack('soon') < slack('queued'));
  });
});
