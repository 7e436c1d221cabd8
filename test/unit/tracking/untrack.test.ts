import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { answerJson } from '../../support/builders/predictions';
import { TrackerFixture } from '../../support/builders/trackerFixture';

const id = 'abc';

describe('a prediction that is taken off the list', () => {
  let its: TrackerFixture;

  beforeEach(async () => {
    its = new TrackerFixture();
    await its.track({ id, status: 'processing' });
  });

  it('is gone from the list and the store, and tells so', async () => {
    const before = its.tracker.get(id);
    await its.tracker.untrack([id]);
    assert.equal(its.tracker.get(id), undefined);
    assert.equal(its.store.kept.size, 0);
    assert.deepEqual(its.changes.at(-1), { id, before, after: undefined });
  });

  it('is not asked for any more', async () => {
    await its.tracker.untrack([id]);
    assert.deepEqual(its.clock.waits, []);
  });

  it('has its request ended, and whatever that brings is left aside', async () => {
    its.clock.advance(its.clock.waits[0] ?? 0);
    const request = its.source.last;
    await its.tracker.untrack([id]);
    assert.equal(request.signal.aborted, true);
    await request.answer(answerJson({ id }));
    assert.equal(its.tracker.get(id), undefined);
    assert.equal(its.store.kept.size, 0);
    assert.deepEqual(its.bugs, []);
    assert.deepEqual(its.clock.waits, []);
  });

  it('is not brought back by an answer that could not be stopped', async () => {
    its.source.heedsAbort = false;
    its.clock.advance(its.clock.waits[0] ?? 0);
    const request = its.source.last;
    await its.tracker.untrack([id]);
    await request.answer(answerJson({ id }));
    assert.deepEqual(its.tracker.list, []);
    assert.equal(its.store.kept.size, 0);
  });

  it('is asked for as any other when it is tracked anew, wherever its bar stood before', async () => {
    const fields = { status: 'processing', logs: ' 50%|#####     | 5/10 [00:05<00:05, 1it/s]\r' };
    const waitsOf = async (tracked: string) => {
      await its.track({ id: tracked, ...fields });
      return its.clock.waits;
    };
    await waitsOf(id);
    await its.tracker.untrack([id]);
    its.clock.advance(3600_000);
    const again = await waitsOf(id);
    await its.tracker.untrack([id]);
    assert.deepEqual(again, await waitsOf('another'));
  });

  it('may be taken off twice', async () => {
    await its.tracker.untrack([id]);
    await its.tracker.untrack([id]);
    assert.equal(its.changes.length, 2);
  });

  it('comes back as it was when that is undone, and is followed again', async () => {
    const before = its.tracker.get(id);
    assert.ok(before);
    await its.tracker.untrack([id]);
    await its.tracker.trackAgain([before]);
    assert.equal(its.tracker.get(id), before);
    assert.equal(its.store.kept.get(id)?.answer, before.whole?.answer);
    assert.equal(its.clock.waits.length, 1);
  });

  it('that was looked up anew meanwhile stays as it is now', async () => {
    const before = its.tracker.get(id);
    assert.ok(before);
    await its.tracker.untrack([id]);
    await its.track({ id, status: 'succeeded' });
    await its.tracker.trackAgain([before]);
    assert.equal(its.tracker.get(id)?.brief.status, 'succeeded');
  });

  it('can be refreshed no more, and nothing happens', async () => {
    await its.tracker.untrack([id]);
    await its.tracker.refresh(id);
    await settled();
    assert.equal(its.source.requests.length, 1);
  });
});
