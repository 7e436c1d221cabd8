import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { answerJson } from '../../support/builders/predictions';
import { keyError, TrackerFixture } from '../../support/builders/trackerFixture';

const ids = ['a', 'b', 'c'];

describe('a refused key', () => {
  let its: TrackerFixture;

  beforeEach(async () => {
    its = new TrackerFixture();
    for (const id of ids) {
      await its.track({ id, status: 'processing' });
      its.clock.advance(1);
    }
    its.clock.advance(Math.min(...its.clock.waits));
    await its.source.last.fail(keyError());
  });

  it('stops all that run at that endpoint with the first refusal, and stands on each', () => {
    const asked = its.source.requests.length;
    its.clock.advance(600_000);
    assert.equal(its.source.requests.length, asked);
    for (const id of ids) assert.equal(its.tracker.get(id)?.failure?.error.message, '401');
  });

  it('stands on no other endpoint’s, which are followed on', async () => {
    its.source.baseUrl = 'https://other.example.com/v1';
    await its.track({ id: 'd', status: 'processing' });
    assert.equal(its.tracker.get('d')?.failure, undefined);
    assert.equal(its.clock.waits.length, 1);
  });

  it('is over for all as soon as one is answered', async () => {
    const refreshing = its.tracker.refresh('a');
    await its.source.last.answer(answerJson({ id: 'a', status: 'processing' }));
    await refreshing;
    for (const id of ids) assert.equal(its.tracker.get(id)?.failure, undefined);
    assert.equal(its.clock.waits.length, 3);
  });

  it('of old does not stop what the new key was accepted for', async () => {
    const late = its.tracker.refresh('b').catch(() => undefined);
    const old = its.source.last;
    its.clock.advance(1);
    const refreshing = its.tracker.refresh('a');
    await its.source.last.answer(answerJson({ id: 'a', status: 'processing' }));
    await refreshing;
    await old.fail(keyError());
    await late;
    for (const id of ids) assert.equal(its.tracker.get(id)?.failure, undefined);
  });

  it('is over for each that is asked for again and answered', async () => {
    await its.tracker.resume(ids);
    await settled();
    assert.equal(its.clock.waits.length, 3);
    for (const id of ids) assert.equal(its.tracker.get(id)?.failure, undefined);
  });
});

describe('a key that is refused in a window whose turn it is not', () => {
  it('stands on the one that was asked for, and on none once it is this window’s turn', async () => {
    const its = new TrackerFixture();
    for (const id of ids) await its.track({ id, status: 'processing' });
    its.tracker.setAsking(false);
    const refreshing = its.tracker.refresh('a').catch(() => undefined);
    await its.source.last.fail(keyError());
    await refreshing;
    assert.equal(its.tracker.get('a')?.failure?.error.message, '401');
    assert.equal(its.tracker.get('b')?.failure, undefined);
    its.tracker.setAsking(true);
    assert.equal(its.clock.waits.length, 3);
  });
});
