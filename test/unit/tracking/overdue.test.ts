import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { answerJson, storedOf } from '../../support/builders/predictions';
import { lastingError, TrackerFixture } from '../../support/builders/trackerFixture';

describe('predictions that are overdue', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  it('are asked for at once, and hold up none of the others', async () => {
    await its.track({ id: 'old', status: 'processing' });
    await its.tracker.pause(['old']);
    its.clock.advance(60_000);
    await its.track({ id: 'soon', status: 'processing' });
    const [soon] = its.clock.waits;
    await its.tracker.resume(['old']);
    its.clock.advance(1);
    assert.equal(its.source.last.id, 'old');
    assert.deepEqual(its.clock.waits, [(soon ?? 0) - 1]);
  });

  it('by the hundred are asked for one after the other, also when the person comes back', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `id${index}`);
    await its.tracker.track(ids);
    its.tracker.attentionChanged();
    its.clock.advance(1);
    assert.ok(its.source.requests.length < 20, String(its.source.requests.length));
  });

  it('by the thousand keep to the rate limit, whether new, left by another window or slept over', async () => {
    const ids = Array.from({ length: 3000 }, (_, index) => `id${index}`);
    await its.tracker.track(ids);
    assertSpread();
    its.tracker.setAsking(false);
    its.tracker.setAsking(true);
    await allSlices();
    assertSpread();
    its.tracker.wakeUp();
    await allSlices();
    assertSpread();
  });

  function assertSpread(): void {
    assert.equal(its.clock.waits.length, 3000);
    const soon = its.clock.waits.filter((wait) => wait < 60_000).length;
    assert.ok(soon < 600, `${soon} in the first minute`);
  }

  it('alone are asked for at once when it becomes this window’s turn', async () => {
    its.tracker.setAsking(false);
    await its.track({ id: 'fresh', status: 'starting' });
    its.store.kept.set('old', storedOf({ id: 'old', status: 'processing' }));
    await its.tracker.restore();
    its.tracker.setAsking(true);
    its.clock.advance(1);
    assert.deepEqual(
      its.source.requests.slice(1).map(({ id }) => id),
      ['old'],
    );
  });

  it('are not waited for longer after the clock was put back', async () => {
    await its.track({ id: 'abc', status: 'processing' });
    its.clock.putBack(3_600_000);
    its.tracker.attentionChanged();
    assert.ok((its.clock.waits[0] ?? 0) < 31_000);
  });
});

async function allSlices(): Promise<void> {
  for (let slice = 0; slice < 50; slice += 1) await settled();
}

describe('what this window has asked for', () => {
  it('is left to another window with its turn', async () => {
    const its = new TrackerFixture();
    await its.track({ id: 'abc', status: 'processing' });
    its.clock.advance(its.clock.waits[0] ?? 0);
    its.tracker.setAsking(false);
    assert.equal(its.source.last.signal.aborted, true);
    await settled();
    assert.deepEqual(its.clock.waits, []);
  });

  it('in bulk comes after what runs by itself', async () => {
    const its = new TrackerFixture();
    await its.track({ id: 'done' });
    void its.tracker.refresh('done', false);
    const bulk = its.source.last.options;
    await its.track({ id: 'runs', status: 'processing' });
    its.clock.advance(its.clock.waits[0] ?? 0);
    assert.ok(its.source.last.options.deadline < bulk.deadline);
    assert.equal(bulk.isUrgent, false);
  });

  it('is written again where the disk did not take its end', async () => {
    const its = new TrackerFixture();
    await its.track({ id: 'abc', status: 'processing' });
    its.clock.advance(its.clock.waits[0] ?? 0);
    its.store.isFull = true;
    await its.source.last.answer(answerJson({ id: 'abc' }));
    its.store.isFull = false;
    its.clock.advance(30_000);
    await settled();
    assert.equal(its.store.kept.get('abc')?.brief.status, 'succeeded');
    assert.equal(its.tracker.get('abc')?.whole, undefined);
    assert.deepEqual(its.clock.waits, []);
  });

  it('was given up is followed again when a person resumes it', async () => {
    const its = new TrackerFixture();
    await its.track({ id: 'abc', status: 'processing' });
    its.clock.advance(its.clock.waits[0] ?? 0);
    await its.source.last.fail(lastingError());
    assert.deepEqual(its.clock.waits, []);
    await its.tracker.resume(['abc']);
    assert.equal(its.clock.waits.length, 1);
  });

  it('keeps its outputs when a later answer has none', async () => {
    const its = new TrackerFixture();
    await its.track({ id: 'abc' });
    await its.track({ id: 'abc', output: null });
    assert.notEqual((await its.tracker.open('abc'))?.whole.prediction.output, null);
  });

  it('in vain elsewhere is asked for again when it is tracked at another endpoint', async () => {
    const its = new TrackerFixture();
    await its.tracker.track(['abc']);
    its.clock.advance(1000);
    await its.source.last.fail(lastingError());
    its.source.baseUrl = 'https://other.example/v1';
    assert.deepEqual(await its.tracker.track(['abc']), ['abc']);
    its.clock.advance(1000);
    assert.equal(its.source.last.baseUrl, 'https://other.example/v1');
    assert.equal(its.store.kept.get('abc')?.baseUrl, 'https://other.example/v1');
  });
});
