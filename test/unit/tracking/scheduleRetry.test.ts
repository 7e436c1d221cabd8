import assert from 'node:assert/strict';

import fc from 'fast-check';

import {
  secondsUntilCatchUp,
  secondsUntilRetry,
  type RetryInput,
} from '../../../src/tracking/schedule';

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, 1e308));
const anySetting = fc.double({ min: 0.1, max: 600, noNaN: true });

describe('the ask after a failed one', () => {
  const first: RetryInput = {
    failures: 1,
    retryAfterSeconds: undefined,
    minInterval: 0.5,
    maxInterval: 30,
    random: 0,
  };
  const retryOf = (differences: Partial<RetryInput>) =>
    secondsUntilRetry({ ...first, ...differences });

  it('comes at any time from the shortest interval to a back-off that doubles', () => {
    for (const [failures, backoff] of [1, 2, 4, 8, 16].entries()) {
      assert.equal(retryOf({ failures: failures + 1, random: 0 }), 0.5);
      assert.equal(retryOf({ failures: failures + 1, random: 1 }), backoff);
    }
  });

  it('is not later than the longest interval after ever so many failures', () => {
    for (const failures of [7, 50, 5000, 1e308]) {
      assert.equal(retryOf({ failures, random: 1 }), 30);
    }
  });

  it('waits as long as the server asks, and then not at the same moment for all', () => {
    assert.equal(retryOf({ retryAfterSeconds: 90 }), 90);
    assert.equal(retryOf({ retryAfterSeconds: 90, random: 1 }), 90.5);
  });

  it('does not wait for hours, though the server asks for it', () => {
    assert.equal(retryOf({ retryAfterSeconds: 30_000 }), 15 * 60);
  });

  it('keeps its bounds and what the server asks, whatever else it is given', () => {
    const anyRetry = fc.record({
      failures: anyNumber,
      retryAfterSeconds: fc.option(anyNumber, { nil: undefined }),
      minInterval: anySetting,
      maxInterval: anySetting,
      random: anyNumber,
    });
    const isKept = fc.property(anyRetry, (input) => {
      const { retryAfterSeconds = 0, minInterval, maxInterval } = input;
      const asked = Number.isFinite(retryAfterSeconds) ? Math.min(retryAfterSeconds, 15 * 60) : 0;
      const wait = secondsUntilRetry(input);
      assert.ok(wait >= Math.max(minInterval, asked));
      assert.ok(wait <= Math.max(0, asked) + Math.max(minInterval, maxInterval));
    });
    fc.assert(isKept);
  });
});

describe('the asks after sleep or without a network', () => {
  const spanOf = (count: number, fairShare?: number) =>
    secondsUntilCatchUp({ count, random: 1, ...(fairShare !== undefined && { fairShare }) });

  it('are spread, from at once over some seconds', () => {
    assert.equal(secondsUntilCatchUp({ count: 100, random: 0 }), 0);
    assert.equal(secondsUntilCatchUp({ count: 100, random: 0.5 }), 2.5);
    assert.equal(spanOf(100), 5);
  });

  it('keep nobody waiting, be there one or very many', () => {
    assert.equal(spanOf(1), 1);
    assert.equal(spanOf(10_000), 10);
  });

  it('take longer where the rate limit is short', () => {
    assert.equal(spanOf(1000, 40), 40);
    assert.equal(spanOf(1000, 4), 10);
  });

  it('are at some time, whatever is given', () => {
    const isSome = fc.property(anyNumber, anyNumber, anyNumber, (count, fairShare, random) => {
      const wait = secondsUntilCatchUp({ count, fairShare, random });
      assert.ok(wait >= 0 && wait <= 15 * 60);
    });
    fc.assert(isSome);
  });
});
