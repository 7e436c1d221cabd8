import assert from 'node:assert/strict';

import fc from 'fast-check';

import { HeldGate, origin, settled } from './heldGate';

const minute = 60_000;

describe('the requests of a minute', () => {
  it('are thirty in an instant, then evenly what is left', async () => {
    const held = new HeldGate();
    held.askMany(600);
    await settled();
    await held.answerAll();
    assert.equal(held.started.length, 30);
    for (let seconds = 1; seconds <= 20; seconds += 1) {
      await held.advance(1000);
      await held.answerAll();
      const even = 30 + seconds * (571 / 61);
      assert.ok(Math.abs(held.started.length - even) < 6, `${held.started.length} by ${seconds} s`);
    }
  });

  it('may be a single one', async () => {
    const held = new HeldGate();
    held.limits = { inFlight: 6, perMinute: 1 };
    held.askMany(3);
    await held.advance(0);
    await held.answerAll();
    await held.advance(minute);
    assert.equal(held.started.length, 1);
    await held.advance(1000);
    assert.equal(held.started.length, 2);
  });

  it('go on where the clock is put back by an hour', async () => {
    const held = new HeldGate();
    held.limits = { inFlight: 6, perMinute: 6 };
    held.askMany(10);
    await settled();
    await held.answerAll();
    const before = held.started.length;
    held.clockError = -60 * minute;
    for (let seconds = 0; seconds < 60; seconds += 1) {
      await held.advance(1000);
      await held.answerAll();
    }
    assert.ok(held.started.length >= before + 3, `${before}, then ${held.started.length}`);
  });

  it('are never more than the limit in any 60 seconds, nor too many at once, and all end', async () => {
    const arrivals = fc.array(
      fc.record({
        gap: fc.oneof(fc.constant(0), fc.nat(300), fc.nat(20_000)),
        lasts: fc.nat(4000),
        slack: fc.nat(30_000),
        isUrgent: fc.boolean(),
      }),
      { minLength: 1, maxLength: 120 },
    );
    const limits = fc.record({
      inFlight: fc.integer({ min: 1, max: 6 }),
      perMinute: fc.integer({ min: 1, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(arrivals, limits, async (turns, given) => {
        const { times, most, ended } = await play(turns, given);
        assert.ok(most <= given.inFlight, `${most} at once`);
        const counts = times.map((from) => times.filter((at) => at >= from && at <= from + minute));
        for (const { length } of counts) assert.ok(length <= given.perMinute, `${length} a minute`);
        assert.equal(ended, turns.length);
      }),
      { numRuns: 60 },
    );
  });
});

interface Arrival {
  readonly gap: number;
  readonly lasts: number;
  readonly slack: number;
  readonly isUrgent: boolean;
}

async function play(
  turns: readonly Arrival[],
  limits: HeldGate['limits'],
): Promise<{ times: number[]; most: number; ended: number }> {
  const { clock, gate } = Object.assign(new HeldGate(), { limits });
  const times: number[] = [];
  let [underWay, most, ended] = [0, 0, 0];
  const request = (lasts: number) => (): Promise<void> => {
    times.push(clock.now());
    underWay += 1;
    most = Math.max(most, underWay);
    return new Promise((resolve) => {
      clock.after(lasts, () => {
        underWay -= 1;
        ended += 1;
        resolve();
      });
    });
  };
  const { signal } = new AbortController();
  const ask = ({ lasts, slack, isUrgent }: Arrival) => {
    const turn = { deadline: clock.now() + slack, isUrgent, signal };
    void gate.run(origin, turn, request(lasts));
  };
  let at = 0;
  for (const turn of turns) {
    at += turn.gap;
    clock.after(at, () => {
      ask(turn);
    });
  }
  while (clock.waits.length > 0) {
    clock.advance(clock.waits[0] ?? 0);
    await settled();
  }
  return { times, most, ended };
}
