import assert from 'node:assert/strict';

import fc from 'fast-check';

import { secondsUntilNextAsk, type ScheduleInput } from '../../../src/tracking/schedule';

/** One that has worked for a while, of which nothing more is known. */
const usual: ScheduleInput = {
  status: 'processing',
  age: 40,
  running: 40,
  bar: undefined,
  typicalRun: undefined,
  isWatched: false,
  fairShare: 0,
  minInterval: 0.5,
  maxInterval: 30,
  random: 0,
};

const queueing = { status: 'starting', running: undefined };

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, 1e308));
const anySetting = fc.double({ min: 0.1, max: 600, noNaN: true });
const anyTime = fc.double({ min: 0, max: 6 * 3600, noNaN: true });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Clocks may disagree, and servers send anything. */
const anyInput: fc.Arbitrary<ScheduleInput> = fc.record({
  status: fc.constantFrom('starting', 'processing', 'throttled', ''),
  age: anyNumber,
  running: maybe(anyNumber),
  bar: maybe(
    fc.record({ fraction: anyNumber, secondsLeft: maybe(anyNumber), stillFor: anyNumber }),
  ),
  typicalRun: maybe(anyNumber),
  isWatched: fc.boolean(),
  fairShare: anyNumber,
  minInterval: anySetting,
  maxInterval: anySetting,
  random: anyNumber,
});

/** Seconds until the next ask, where only this differs from the usual. */
function waitOf(differences: Partial<ScheduleInput>): number {
  return secondsUntilNextAsk({ ...usual, ...differences });
}

describe('the next ask', () => {
  it('is never sooner than the shortest interval, nor later than the longest', () => {
    const isWithin = fc.property(anyInput, (input) => {
      const wait = secondsUntilNextAsk(input);
      assert.ok(wait >= input.minInterval);
      assert.ok(wait <= Math.max(input.minInterval, input.maxInterval));
    });
    fc.assert(isWithin, { numRuns: 2000 });
  });

  it('is at some time to come, though no setting is a number', () => {
    const isLater = fc.property(
      anyInput,
      anyNumber,
      anyNumber,
      (input, minInterval, maxInterval) => {
        assert.ok(secondsUntilNextAsk({ ...input, minInterval, maxInterval }) > 0);
      },
    );
    fc.assert(isLater);
  });

  it('is quick at first, and ever slower', () => {
    assert.equal(waitOf({ ...queueing, age: 0 }), 0.5);
    assert.equal(waitOf({ age: 200, running: 0 }), 0.5);
    const isSlower = fc.property(anyTime, anyTime, (one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      assert.ok(waitOf({ running: less }) <= waitOf({ running: more }));
      assert.ok(waitOf({ ...queueing, age: less }) <= waitOf({ ...queueing, age: more }));
    });
    fc.assert(isSlower);
  });

  it('is later while it queues, yet soon enough for a short run behind a long queue', () => {
    const inQueue = waitOf({ ...queueing, age: 300 });
    assert.ok(inQueue > 1.5 * waitOf({ age: 300, running: 300 }));
    assert.ok(inQueue > 10 * waitOf({ age: 300, running: 1 }));
    assert.ok(inQueue < 15);
  });

  it('takes one that has never been answered for one that queues', () => {
    assert.equal(waitOf({ ...queueing, status: '' }), waitOf(queueing));
  });

  it('takes a state that nobody documented for work', () => {
    assert.equal(waitOf({ status: 'throttled', running: undefined }), waitOf({}));
  });

  it('goes by its age where it is not known since when it works', () => {
    assert.equal(waitOf({ running: undefined }), waitOf({}));
    assert.equal(waitOf({ running: -3 }), waitOf({}));
  });

  it('differs by chance, to later alone', () => {
    const waits = [0, 0.5, 1].map((random) => waitOf({ random }));
    assert.deepEqual(
      waits,
      [...new Set(waits)].toSorted((a, b) => a - b),
    );
  });

  it('comes within 2 s where a person looks', () => {
    const isSoon = fc.property(anyInput, (input) => {
      const wait = secondsUntilNextAsk({ ...input, isWatched: true, fairShare: 0 });
      assert.ok(wait <= Math.max(2, input.minInterval));
    });
    fc.assert(isSoon);
  });

  it('comes as late as the rate limit asks for, though a person looks at hundreds', () => {
    const watched = { isWatched: true, fairShare: 30, running: 60, status: 'processing' };
    assert.ok(waitOf(watched) >= 30);
    const endedBar = { fraction: 1, secondsLeft: 0, stillFor: 0 };
    assert.ok(waitOf({ ...watched, bar: endedBar }) < 10, 'what is about to end goes first');
  });

  it('leaves room for others where the rate limit is short, and most to what is about to end', () => {
    const fairShare = 12;
    const endedBar = { fraction: 1, secondsLeft: 0, stillFor: 0 };
    assert.equal(waitOf({ fairShare, bar: endedBar }), 3);
    assert.equal(waitOf({ fairShare }), 12);
    assert.equal(waitOf({ fairShare, bar: { ...endedBar, fraction: 0.9 } }), 12);
    assert.equal(waitOf({ fairShare, ...queueing }), 24);
  });
});

describe('the next ask of one with a progress bar', () => {
  const bar = { fraction: 8 / 9, secondsLeft: 5, stillFor: 0 };

  it('sleeps until the bar should end', () => {
    assert.equal(waitOf({ bar }).toFixed(6), '5.000000');
    assert.equal(waitOf({ bar: { ...bar, secondsLeft: undefined } }).toFixed(6), '5.000000');
  });

  it('goes by the sooner of two estimates', () => {
    assert.equal(waitOf({ bar: { ...bar, secondsLeft: 4 } }), 4);
    assert.equal(waitOf({ bar: { ...bar, secondsLeft: 4000 } }).toFixed(6), '5.000000');
  });

  it('closes in on the end as the bar has ended, and relaxes as the run goes on', () => {
    const after = (stillFor: number) => waitOf({ bar: { fraction: 1, secondsLeft: 0, stillFor } });
    assert.ok(after(0) < waitOf({}) / 2);
    assert.ok(after(35) > 2 * after(0));
    assert.ok(after(40) <= waitOf({}));
  });

  it('takes one that stands still, or has just begun, for no news of the end', () => {
    assert.equal(waitOf({ bar: { ...bar, stillFor: 1 } }), waitOf({}));
    assert.equal(waitOf({ bar: { fraction: 0, secondsLeft: undefined, stillFor: 0 } }), waitOf({}));
    assert.equal(waitOf({ bar: { ...bar, fraction: NaN, secondsLeft: NaN } }), waitOf({}));
  });

  it('goes by the second bar where a second stage begins', () => {
    const second = { fraction: 0.05, secondsLeft: 3, stillFor: 0 };
    assert.equal(waitOf({ bar: second }), 3);
  });

  it('trusts a bar no further than three times the wait of one without', () => {
    const isTrustedLittle = fc.property(anyInput, anyTime, ({ bar }, running) => {
      const without = waitOf({ running, minInterval: 0.1 });
      assert.ok(waitOf({ running, bar, minInterval: 0.1 }) <= 3 * without);
    });
    fc.assert(isTrustedLittle);
  });
});

describe('the next ask of one whose model has run before', () => {
  it('sleeps until such runs begin to end, looks closely, then knows nothing', () => {
    assert.ok(waitOf({ typicalRun: 150 }) > 1.5 * waitOf({}));
    assert.ok(waitOf({ typicalRun: 40 }) < waitOf({}) / 1.5);
    assert.equal(waitOf({ typicalRun: 20 }), waitOf({}));
    assert.equal(waitOf({ typicalRun: NaN }), waitOf({}));
  });

  it('looks closely as soon as the first may end', () => {
    assert.equal(waitOf({ typicalRun: 63 }).toFixed(6), '2.000000');
  });

  it('is asked for more often in the queue the shorter its runs are', () => {
    const waits = [2, 20, 200].map((typicalRun) => waitOf({ ...queueing, typicalRun }));
    assert.deepEqual(
      waits,
      [...new Set(waits)].toSorted((a, b) => a - b),
    );
  });

  it('is never asked for much later than one of which nothing is known', () => {
    const isTrustedLittle = fc.property(anyTime, anyTime, (running, typicalRun) => {
      const without = waitOf({ running, minInterval: 0.1 });
      assert.ok(waitOf({ running, typicalRun, minInterval: 0.1 }) <= 1.75 * without);
    });
    fc.assert(isTrustedLittle);
  });
});
