import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';

import { ApiError } from '../../../src/client/apiError';
import { HeldGate, settled } from './heldGate';

const minute = 60_000;

describe('the gate', () => {
  let held: HeldGate;

  beforeEach(() => {
    held = new HeldGate();
  });

  it('gives what the request gives, and passes on what it throws', async () => {
    const [good, bad] = [held.ask('good'), held.ask('bad')];
    await settled();
    const bug = new Error('a bug');
    await held.answer('good');
    await held.fail('bad', bug);
    assert.equal(await good, 'good');
    await assert.rejects(bad, (error) => error === bug);
  });

  it('has at most so many requests under way, and begins the next as one ends, however', async () => {
    held.askMany(50, { isUrgent: true });
    await settled();
    assert.equal(held.underWay.length, 6);
    await held.answer('one of many 0');
    await held.fail('one of many 1', new Error('no'));
    assert.equal(held.started.length, 8);
    assert.equal(held.underWay.length, 6);
  });

  it('keeps a place for a person, whatever hangs', async () => {
    held.askMany(50);
    await settled();
    assert.equal(held.underWay.length, 5);
    void held.ask('a person’s', { isUrgent: true });
    await settled();
    assert.ok(held.underWay.includes('a person’s'));
  });

  it('sends none of those that wait where the key is refused: they fail as that one did', async () => {
    const waiting = Array.from({ length: 50 }, (_, index) => held.ask(`one of many ${index}`));
    const elsewhere = held.ask('elsewhere', {}, 'https://other.example.com');
    await settled();
    const refusal = new ApiError('key-refused', { host: 'api.example.com' });
    const sent = held.started.length;
    await held.fail('one of many 0', refusal);
    const outcomes = await Promise.allSettled(waiting.slice(5));
    assert.equal(held.started.length, sent);
    for (const outcome of outcomes) {
      assert.equal(outcome.status === 'rejected' && outcome.reason, refusal);
    }
    await held.answer('elsewhere');
    await elsewhere;
  });

  it('serves origins apart', async () => {
    held.askMany(50);
    void held.ask('elsewhere', {}, 'https://other.example.com');
    await settled();
    assert.ok(held.underWay.includes('elsewhere'));
  });

  it('reads the limits anew each time', async () => {
    held.limits = { inFlight: 1, perMinute: 600 };
    held.askMany(50);
    await settled();
    assert.equal(held.underWay.length, 1);
    held.limits = { inFlight: 4, perMinute: 600 };
    await held.answer('one of many 0');
    assert.equal(held.underWay.length, 3);
  });

  it('goes on, one by one, where the limits are nonsense', async () => {
    held.limits = { inFlight: 0, perMinute: 0 };
    held.askMany(2);
    await settled();
    await held.answer('one of many 0');
    await held.advance(61_000);
    assert.deepEqual(held.underWay, ['one of many 1']);
  });

  describe('with a thousand waiting', () => {
    const late = minute;

    beforeEach(async () => {
      held.askMany(1000, { deadline: held.clock.now() + late });
      await settled();
    });

    it('serves the one with the earliest deadline next', async () => {
      void held.ask('about to end', { deadline: held.clock.now() + 500 });
      await held.answer('one of many 0');
      assert.equal(held.started.at(-1), 'about to end');
    });

    it('serves urgent ones first, whatever their deadline', async () => {
      void held.ask('about to end', { deadline: held.clock.now() });
      void held.ask('a person’s', { deadline: held.clock.now() + 2 * late, isUrgent: true });
      void held.ask('another person’s', { deadline: held.clock.now() + late, isUrgent: true });
      await held.answer('one of many 0');
      await held.answer('one of many 1');
      await held.answer('one of many 2');
      assert.deepEqual(held.started.slice(5), ['another person’s', 'a person’s', 'about to end']);
    });

    it('serves those with the same deadline as they came', async () => {
      await held.answerAll();
      const began = held.started.map((name) => Number(name.replace('one of many ', '')));
      assert.deepEqual(
        began,
        [...began].sort((a, b) => a - b),
      );
      assert.equal(began.length, 30);
    });

    it('serves one whose deadline is no number last', async () => {
      held.limits = { inFlight: 6, perMinute: 3000 };
      void held.ask('at no time', { deadline: NaN });
      void held.ask('about to end', { deadline: held.clock.now() + 500 });
      for (let second = 0; second < 60; second += 1) {
        await held.answerAll();
        await held.advance(1000);
      }
      assert.equal(held.started[5], 'about to end');
      assert.equal(held.started.length, 1002);
      assert.equal(held.started.at(-1), 'at no time');
    });

    it('lets none wait for ever while new ones with near deadlines keep coming', async () => {
      for (let round = 0; round * 100 < 3 * minute; round += 1) {
        void held.ask(`new ${round}`, { deadline: held.clock.now() + 500 });
        await held.answerAll();
        await held.advance(100);
      }
      const served = held.started.filter((name) => name.startsWith('one of many'));
      assert.ok(served.length > 500, String(served.length));
    });

    it('can have ten thousand of them cancelled at once', async () => {
      const cancels = Array.from({ length: 10_000 }, () => new AbortController());
      for (const { signal } of cancels) void held.ask('unwanted', { signal });
      await settled();
      for (const cancel of cancels) cancel.abort();
      for (const { signal } of cancels) assert.equal(getEventListeners(signal, 'abort').length, 0);
      await held.answer('one of many 0');
      assert.equal(held.started.at(-1), 'one of many 5');
    });
  });

  describe('when a turn is cancelled', () => {
    const reason = new Error('no longer wanted');
    let cancel: AbortController;

    beforeEach(() => {
      held.limits = { inFlight: 1, perMinute: 1 };
      cancel = new AbortController();
    });

    it('before it is asked for, rejects at once, and never begins it', async () => {
      void held.ask('first');
      await settled();
      await assert.rejects(held.ask('a', { signal: AbortSignal.abort(reason) }), reason);
      await held.answer('first');
      await held.advance(10 * minute);
      assert.deepEqual(held.started, ['first']);
    });

    it('at the moment at which it comes, begins nothing, and keeps no place', async () => {
      const asking = held.ask('a', { signal: cancel.signal });
      // After the turn is given, before the request is begun.
      queueMicrotask(() => {
        cancel.abort(reason);
      });
      await assert.rejects(asking, reason);
      void held.ask('b');
      await held.advance(61_000);
      assert.deepEqual(held.underWay, ['b']);
    });

    it('while it waits, rejects at once, never begins it, and leaves no timer', async () => {
      void held.ask('first');
      await settled();
      await held.answer('first');
      const asking = held.ask('a', { signal: cancel.signal });
      await settled();
      assert.equal(held.clock.waits.length, 1);
      cancel.abort(reason);
      await assert.rejects(asking, reason);
      assert.deepEqual(held.clock.waits, []);
      await held.advance(10 * minute);
      assert.deepEqual(held.started, ['first']);
    });

    it('while it is under way, gives its place to the next as the request ends', async () => {
      held.limits = { inFlight: 1, perMinute: 600 };
      const asking = held.ask('a', { signal: cancel.signal });
      void held.ask('b');
      await settled();
      cancel.abort(reason);
      await held.fail('a', reason);
      await assert.rejects(asking, reason);
      assert.deepEqual(held.underWay, ['b']);
      assert.equal(getEventListeners(cancel.signal, 'abort').length, 0);
    });
  });

  it('disposed rejects those who wait and who come, and leaves no timer', async () => {
    held.limits = { inFlight: 2, perMinute: 1 };
    const [first, second] = [held.ask('first'), held.ask('second')];
    await settled();
    held.gate.dispose();
    await assert.rejects(second, { kind: 'cancelled' });
    await assert.rejects(held.ask('third'), { kind: 'cancelled' });
    await assert.rejects(held.ask('fourth', {}, 'https://new.example.com'), { kind: 'cancelled' });
    assert.deepEqual(held.clock.waits, []);
    await held.answer('first');
    assert.equal(await first, 'first');
    assert.deepEqual(held.clock.waits, []);
  });

  it('sets no timer while nothing waits', async () => {
    held.askMany(3);
    await settled();
    await held.answerAll();
    assert.deepEqual(held.clock.waits, []);
  });
});
