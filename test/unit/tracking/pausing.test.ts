import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { answerJson } from '../../support/builders/predictions';
import { notFoundError, TrackerFixture } from '../../support/builders/trackerFixture';

const id = 'abc';

describe('a prediction whose following is paused', () => {
  let its: TrackerFixture;

  beforeEach(async () => {
    its = new TrackerFixture();
    await its.track({ id, status: 'processing' });
  });

  it('is not asked for, also after a restart, until it is resumed', async () => {
    await its.tracker.pause([id]);
    assert.deepEqual(its.clock.waits, []);
    assert.ok(its.store.kept.get(id)?.marks.has('paused'));
    await its.tracker.resume([id]);
    assert.equal(its.clock.waits.length, 1);
    assert.equal(its.store.kept.get(id)?.marks.has('paused'), false);
  });

  it('has its request ended', async () => {
    its.clock.advance(its.clock.waits[0] ?? 0);
    await its.tracker.pause([id]);
    assert.equal(its.source.last.signal.aborted, true);
    await settled();
    assert.deepEqual(its.clock.waits, []);
  });

  it('can be refreshed by hand, and stays paused', async () => {
    await its.tracker.pause([id]);
    const refreshing = its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, status: 'processing', logs: 'more\n' }));
    await refreshing;
    assert.equal(its.tracker.get(id)?.whole?.prediction.logs, 'more\n');
    assert.deepEqual(its.clock.waits, []);
  });
});

describe('a prediction that has ended while it was followed', () => {
  it('is unseen, also after a restart, until a person has looked', async () => {
    const its = new TrackerFixture();
    await its.track({ id, status: 'processing' });
    its.clock.advance(its.clock.waits[0] ?? 0);
    await its.source.last.answer(answerJson({ id }));
    assert.deepEqual(
      its.tracker.unseen.map((each) => each.id),
      [id],
    );
    assert.ok(its.store.kept.get(id)?.marks.has('unseen'));
    await its.tracker.markSeen([id]);
    assert.deepEqual(its.tracker.unseen, []);
    assert.equal(its.store.kept.get(id)?.marks.has('unseen'), false);
  });

  it('is no news when it had ended before it was first asked for', async () => {
    const its = new TrackerFixture();
    await its.track({ id });
    assert.deepEqual(its.tracker.unseen, []);
  });
});

describe('a prediction that the server no longer knows', () => {
  let its: TrackerFixture;

  beforeEach(async () => {
    its = new TrackerFixture();
    await its.track({ id, status: 'processing', logs: 'kept\n' });
    its.clock.advance(its.clock.waits[0] ?? 0);
    await its.source.last.fail(notFoundError());
  });

  it('is not asked for any more, also after a restart', () => {
    assert.deepEqual(its.clock.waits, []);
    assert.ok(its.store.kept.get(id)?.marks.has('gone'));
    assert.deepEqual(its.tracker.running, []);
  });

  it('keeps all that was known of it', async () => {
    assert.equal((await its.tracker.open(id))?.whole.prediction.logs, 'kept\n');
    assert.match(its.store.kept.get(id)?.answer ?? '', /kept/);
  });

  it('is followed again should a refresh find it', async () => {
    const refreshing = its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, status: 'processing' }));
    await refreshing;
    assert.equal(its.tracker.get(id)?.marks.has('gone'), false);
    assert.equal(its.store.kept.get(id)?.marks.has('gone'), false);
    assert.equal(its.clock.waits.length, 1);
  });
});
