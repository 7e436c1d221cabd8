import assert from 'node:assert/strict';

import fc from 'fast-check';

import { systemClock } from '../../../src/tracking/clock';
import { secondsUntilNextAsk, type ScheduleInput } from '../../../src/tracking/schedule';

const usual: ScheduleInput = {
  status: 'processing',
  failures: 0,
  retryAfterSeconds: undefined,
  minInterval: 1,
  maxInterval: 30,
  random: 0.5,
};

const anyInput: fc.Arbitrary<ScheduleInput> = fc.record({
  status: fc.constantFrom('starting', 'processing', 'throttled', ''),
  failures: fc.nat(),
  retryAfterSeconds: fc.option(fc.double({ noNaN: true }), { nil: undefined }),
  minInterval: fc.double({ min: 0.1, max: 600, noNaN: true }),
  maxInterval: fc.double({ min: 0.1, max: 600, noNaN: true }),
  random: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

describe('the next ask', () => {
  it('is quick while the model works, and slower while it queues', () => {
    assert.equal(secondsUntilNextAsk(usual), 1);
    assert.equal(secondsUntilNextAsk({ ...usual, status: 'starting' }), 2);
    assert.equal(secondsUntilNextAsk({ ...usual, status: 'throttled' }), 2);
  });

  it('is not later than the longest interval after ever so many failures', () => {
    for (const failures of [1, 5, 50, 5000]) {
      assert.ok(secondsUntilNextAsk({ ...usual, failures, random: 0.999 }) <= 30);
    }
  });

  it('comes at another time for each client after a failure', () => {
    const at = (random: number) => secondsUntilNextAsk({ ...usual, failures: 4, random });
    assert.notEqual(at(0.1), at(0.9));
  });

  it('waits as long as the server asks', () => {
    assert.equal(secondsUntilNextAsk({ ...usual, failures: 1, retryAfterSeconds: 90 }), 90);
  });

  it('does not wait for hours, though a server asks for it', () => {
    const wait = secondsUntilNextAsk({ ...usual, failures: 1, retryAfterSeconds: 30_000 });
    assert.ok(wait <= 15 * 60);
  });

  it('is never sooner than the shortest interval', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        assert.ok(secondsUntilNextAsk(input) >= input.minInterval);
      }),
    );
  });

  it('is always at a time that a timer can hold', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const milliseconds = secondsUntilNextAsk(input) * 1000;
        assert.ok(milliseconds <= 2 ** 31 - 1, 'setTimeout would fire at once');
      }),
    );
  });
});

describe('the clock of the system', () => {
  it('calls back once', async () => {
    await new Promise<void>((resolve) => systemClock.after(0, resolve));
  });

  it('does not call back once disposed', async () => {
    let called = false;
    systemClock
      .after(0, () => {
        called = true;
      })
      .dispose();
    await new Promise<void>((resolve) => systemClock.after(1, resolve));
    assert.equal(called, false);
  });

  it('tells the time', () => {
    assert.ok(systemClock.now() > Date.parse('2025-01-01'));
  });
});
