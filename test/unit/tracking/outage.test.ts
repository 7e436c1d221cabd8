import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { answerJson } from '../../support/builders/predictions';
import {
  offlineError,
  temporaryError,
  TrackerFixture,
} from '../../support/builders/trackerFixture';

const ids = ['a', 'b', 'c', 'd', 'e'];

describe('an endpoint that cannot be reached', () => {
  let its: TrackerFixture;

  beforeEach(async () => {
    its = new TrackerFixture();
    for (const id of ids) {
      await its.track({ id, status: 'processing' });
      its.clock.advance(37);
    }
    await failNext();
  });

  it('is said on each prediction that is followed there, all at once', () => {
    const failures = ids.map((id) => its.tracker.get(id)?.failure);
    assert.equal(new Set(failures.map((failure) => failure?.retryAt)).size, 1);
    assert.ok(failures.every((failure) => failure?.count === 1));
  });

  it('is tried with one of them alone, ever later', async () => {
    const waits: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      assert.equal(its.clock.waits.length, 1, 'no other is asked for');
      const asked = its.source.requests.length;
      waits.push(its.clock.waits[0] ?? 0);
      its.clock.advance(its.clock.waits[0] ?? 0);
      assert.equal(its.source.requests.length, asked + 1);
      await its.source.last.fail(offlineError());
    }
    assert.deepEqual(
      waits,
      [...waits].sort((one, other) => one - other),
    );
    assert.equal(its.tracker.get('a')?.failure?.count, 6);
  });

  it('is left alone for as long as it asks', async () => {
    its.clock.advance(its.clock.waits[0] ?? 0);
    const error = Object.assign(offlineError(), { retryAfterSeconds: 60 });
    await its.source.last.fail(error);
    const asked = its.source.requests.length;
    its.clock.advance(59_999);
    assert.equal(its.source.requests.length, asked);
    its.clock.advance(31_000);
    assert.equal(its.source.requests.length, asked + 1);
  });

  it('counts once what several that were under way say', async () => {
    const other = new TrackerFixture();
    for (const id of ids) await other.track({ id, status: 'processing' });
    const refreshing = Promise.allSettled(ids.map((id) => other.tracker.refresh(id)));
    const requests = other.source.requests.slice(-ids.length);
    for (const request of requests) {
      other.clock.advance(1);
      await request.fail(offlineError());
    }
    await refreshing;
    assert.ok(ids.every((id) => other.tracker.get(id)?.failure?.count === 1));
    assert.equal(other.clock.waits.length, 1);
  });

  it('that answers again has the others asked for, not all at once', async () => {
    its.clock.advance(its.clock.waits[0] ?? 0);
    const probe = its.source.last.id;
    await its.source.last.answer(answerJson({ id: probe, status: 'processing' }));
    assert.ok(ids.every((id) => its.tracker.get(id)?.failure === undefined));
    assert.equal(its.clock.waits.length, ids.length);
    assert.ok(its.clock.waits.every((wait) => wait > 0));
  });

  it('that answers with an error of one prediction is within reach', async () => {
    its.clock.advance(its.clock.waits[0] ?? 0);
    const probe = its.source.last.id;
    await its.source.last.fail(temporaryError());
    const others = ids.filter((id) => id !== probe);
    assert.ok(others.every((id) => its.tracker.get(id)?.failure === undefined));
    assert.ok(its.tracker.get(probe)?.failure);
  });

  it('is tried with another one when the one that was asked for is taken off the list', async () => {
    its.clock.advance(its.clock.waits[0] ?? 0);
    const probe = its.source.last;
    await its.tracker.untrack([probe.id]);
    await settled();
    assert.notEqual(its.source.last.id, probe.id);
    assert.equal(its.source.last.signal.aborted, false);
  });

  it('does not hold up those of another endpoint', async () => {
    its.source.baseUrl = 'https://other.example/v1';
    await its.track({ id: 'elsewhere', status: 'processing' });
    assert.equal(its.tracker.get('elsewhere')?.failure, undefined);
    assert.equal(its.clock.waits.length, 2);
  });

  it('leaves no timer behind when nothing is followed there any more', async () => {
    await its.tracker.untrack(ids);
    its.clock.advance(60_000);
    await settled();
    assert.deepEqual(its.clock.waits, []);
  });

  async function failNext(): Promise<void> {
    its.clock.advance(its.clock.waits[0] ?? 0);
    await its.source.last.fail(offlineError());
  }
});
