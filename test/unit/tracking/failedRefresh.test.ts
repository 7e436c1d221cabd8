import assert from 'node:assert/strict';

import { answerJson, answerText } from '../../support/builders/predictions';
import {
  lastingError,
  temporaryError,
  TrackerFixture,
} from '../../support/builders/trackerFixture';

const id = 'abc';

describe('a refresh that fails', () => {
  let its: TrackerFixture;

  beforeEach(async () => {
    its = new TrackerFixture();
    await its.track({ id, status: 'processing' });
    its.clock.advance(its.clock.waits[0] ?? 0);
  });

  it('keeps what was known, and says that it is old and why', async () => {
    const error = temporaryError();
    await its.source.last.fail(error);
    const tracked = its.tracker.get(id);
    assert.equal(tracked?.whole?.answer, answerText({ id, status: 'processing' }));
    assert.equal(tracked.failure?.error, error);
    assert.equal(tracked.failure.count, 1);
    assert.equal(its.changes.at(-1)?.after, tracked);
  });

  it('for a while is tried again by itself, when it says', async () => {
    await its.source.last.fail(temporaryError());
    const retryAt = its.tracker.get(id)?.failure?.retryAt ?? 0;
    assert.deepEqual(its.clock.waits, [retryAt - its.clock.now()]);
    its.clock.advance(retryAt - its.clock.now());
    assert.equal(its.source.requests.length, 3);
  });

  it('is forgotten with the next good answer, even one that is the same as before', async () => {
    await its.source.last.fail(temporaryError());
    its.clock.advance(60_000);
    await its.source.last.answer(answerJson({ id, status: 'processing' }));
    assert.equal(its.tracker.get(id)?.failure, undefined);
    assert.equal(its.changes.at(-1)?.after?.failure, undefined);
    assert.equal(its.clock.waits.length, 1);
  });

  it('again and again is tried ever later', async () => {
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await its.source.last.fail(temporaryError());
      waits.push(its.clock.waits[0] ?? 0);
      its.clock.advance(waits.at(-1) ?? 0);
    }
    assert.deepEqual(
      waits,
      [...waits].sort((a, b) => a - b),
    );
    assert.ok((waits.at(-1) ?? 0) > (waits[0] ?? 0));
    assert.equal(its.tracker.get(id)?.failure?.count, 6);
  });

  it('is not tried before the server allows', async () => {
    await its.source.last.fail(temporaryError(90));
    const [wait = 0] = its.clock.waits;
    assert.ok(wait >= 90_000, String(wait));
  });

  it('is not tried at once when the server asks for a wait that no timer can hold', async () => {
    await its.source.last.fail(temporaryError(999_999_999));
    const longestTimer = 2 ** 31 - 1;
    assert.ok((its.clock.waits[0] ?? 0) <= longestTimer, 'setTimeout would fire at once');
  });

  it('for good is not tried again until the person does', async () => {
    await its.source.last.fail(lastingError());
    assert.equal(its.tracker.get(id)?.failure?.retryAt, undefined);
    its.clock.advance(24 * 3_600_000);
    assert.equal(its.source.requests.length, 2);
    const refreshing = its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, status: 'processing' }));
    await refreshing;
    assert.equal(its.clock.waits.length, 1);
  });

  it('throws to the one who asked for it', async () => {
    const refreshing = its.tracker.refresh(id);
    await Promise.all([
      its.source.last.fail(lastingError()),
      assert.rejects(refreshing, { message: '401' }),
    ]);
  });

  it('of one that has ended is not tried again by itself', async () => {
    await its.source.last.answer(answerJson({ id }));
    const refreshing = its.tracker.refresh(id);
    await Promise.all([its.source.last.fail(temporaryError()), assert.rejects(refreshing)]);
    assert.deepEqual(its.clock.waits, []);
    assert.equal(its.tracker.get(id)?.brief.status, 'succeeded');
  });

  it('late does not call a newer answer old', async () => {
    const slow = its.source.last;
    const refreshing = its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, status: 'succeeded' }));
    await refreshing;
    await slow.fail(temporaryError());
    assert.equal(its.tracker.get(id)?.failure, undefined);
  });
});
