import assert from 'node:assert/strict';

import { SleepWatch } from '../../../src/tracking/sleepWatch';
import { FakeClock } from '../../support/builders/fakeClock';
import { TrackerFixture } from '../../support/builders/trackerFixture';

describe('sleep', () => {
  it('is noticed within seconds of the computer’s waking up, once', () => {
    const clock = new FakeClock();
    let woken = 0;
    const watch = new SleepWatch(clock, () => (woken += 1));
    watch.setNeeded(true);
    clock.advance(60_000);
    assert.equal(woken, 0);
    clock.sleep(3_600_000);
    clock.advance(5000);
    assert.equal(woken, 1);
    clock.advance(60_000);
    assert.equal(woken, 1);
  });

  it('is not watched for while nothing runs', () => {
    const clock = new FakeClock();
    const watch = new SleepWatch(clock, () => undefined);
    watch.setNeeded(true);
    watch.setNeeded(false);
    assert.deepEqual(clock.waits, []);
  });

  it('is not watched for any more once that has ended', () => {
    const clock = new FakeClock();
    const watch = new SleepWatch(clock, () => undefined);
    watch.dispose();
    watch.setNeeded(true);
    assert.deepEqual(clock.waits, []);
  });

  it('has what waited asked for soon, not all at once', async () => {
    const its = new TrackerFixture();
    const created_at = '2025-05-19T01:00:00.000Z';
    for (const id of ['a', 'b', 'c']) {
      await its.track({ id, status: 'starting', created_at, started_at: null });
    }
    assert.ok(its.clock.waits.every((wait) => wait > 5000));
    its.tracker.wakeUp();
    assert.equal(its.clock.waits.length, 3);
    assert.ok(its.clock.waits.every((wait) => wait > 0 && wait <= 5000));
  });

  it('of which a late timer tells is no reason to ask for all at once', async () => {
    const its = new TrackerFixture();
    for (const id of ['a', 'b', 'c']) await its.track({ id, status: 'processing' });
    const asked = its.source.requests.length;
    its.clock.sleep(3_600_000);
    its.clock.advance(Math.max(...its.clock.waits));
    assert.equal(its.source.requests.length, asked);
    assert.equal(its.clock.waits.length, 3);
  });
});
