import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { answerJson } from '../../support/builders/predictions';
import { TrackerFixture } from '../../support/builders/trackerFixture';

const id = 'abc';

describe('a tracked prediction', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  for (const status of ['starting', 'processing', 'throttled']) {
    it(`that is ${status} is asked for again and again`, async () => {
      await its.track({ id, status });
      for (const round of [2, 3, 4]) {
        its.clock.advance(its.clock.waits[0] ?? 0);
        assert.equal(its.source.requests.length, round);
        await its.source.last.answer(answerJson({ id, status }));
      }
    });
  }

  for (const status of ['succeeded', 'failed', 'canceled', 'aborted']) {
    it(`that has ${status} is never asked for again`, async () => {
      await its.track({ id, status });
      its.clock.advance(24 * 3_600_000);
      assert.equal(its.source.requests.length, 1);
      assert.deepEqual(its.clock.waits, []);
    });
  }

  it('is asked for more often while a person looks at it', async () => {
    const created_at = '2025-05-19T01:50:00.000Z';
    await its.track({ id, status: 'processing', created_at, started_at: created_at });
    const [unwatched = 0] = its.clock.waits;
    its.watched.add(id);
    its.tracker.attentionChanged();
    const [watched = 0] = its.clock.waits;
    assert.ok(unwatched > 4000, String(unwatched));
    assert.ok(watched <= 2000, String(watched));
  });

  it('is left to another window until it is this one’s turn', async () => {
    its.tracker.setAsking(false);
    await its.track({ id, status: 'processing' });
    assert.deepEqual(its.clock.waits, []);
    its.tracker.setAsking(true);
    its.clock.advance(2000);
    assert.equal(its.source.requests.length, 2);
  });

  it('is not misled by a clock that is an hour ahead', async () => {
    await its.track({ id, status: 'processing', started_at: '2025-05-19T02:00:17.000Z' });
    const [right = 0] = its.clock.waits;
    const ahead = new TrackerFixture();
    ahead.clock.advance(3_600_000);
    ahead.source.serverTime = its.clock.now();
    await ahead.track({ id, status: 'processing', started_at: '2025-05-19T02:00:17.000Z' });
    assert.deepEqual(ahead.clock.waits, [right]);
  });

  it('is not asked for while an answer is awaited', async () => {
    await its.track({ id, status: 'processing' });
    its.clock.advance(60_000);
    assert.equal(its.source.requests.length, 2);
    assert.deepEqual(its.clock.waits, []);
  });

  it('is asked for one time, not two, after a refresh by hand', async () => {
    await its.track({ id, status: 'processing' });
    const refreshing = its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, status: 'processing' }));
    await refreshing;
    assert.equal(its.clock.waits.length, 1);
  });

  it('is asked for where it was looked up, though the setting has changed since', async () => {
    await its.track({ id, status: 'processing' });
    const { baseUrl } = its.source;
    its.source.baseUrl = 'https://other.example/v1';
    its.clock.advance(2000);
    assert.equal(its.source.last.baseUrl, baseUrl);
  });

  it('leaves no timer and no request behind when all is disposed of', async () => {
    await its.track({ id: 'waiting', status: 'processing' });
    await its.track({ id: 'asked', status: 'processing' });
    const refreshing = its.tracker.refresh('asked');
    its.tracker.dispose();
    await assert.rejects(refreshing);
    await settled();
    assert.equal(its.source.last.signal.aborted, true);
    assert.deepEqual(its.clock.waits, []);
  });
});
