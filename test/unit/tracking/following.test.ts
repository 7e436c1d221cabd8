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
        its.clock.advance(2000);
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

  it('that is at work is asked for after the shortest interval', async () => {
    await its.track({ id, status: 'processing' });
    assert.deepEqual(its.clock.waits, [1000]);
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
