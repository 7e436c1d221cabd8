import assert from 'node:assert/strict';

import { ApiError } from '../../../src/client/apiError';
import { HeldGate, limited, offline, origin, settled } from './heldGate';

const hour = 3_600_000;

describe('an origin that wants to be left alone', () => {
  let held: HeldGate;

  beforeEach(() => {
    held = new HeldGate();
  });

  /** Has one request refused, while ten more wait. */
  async function limit(retryAfterSeconds?: number): Promise<void> {
    await settled();
    held.limits = { inFlight: held.underWay.length + 2, perMinute: 600 };
    void held.ask('refused');
    await settled();
    for (let index = 0; index < 10; index += 1) void held.ask(`waiting ${index}`);
    await held.fail('refused', limited(retryAfterSeconds));
    held.limits = { inFlight: 6, perMinute: 600 };
  }

  async function pauseAfter(...refusals: (number | undefined)[]): Promise<number> {
    for (const [index, retryAfterSeconds] of refusals.entries()) {
      const name = `refusal ${index}`;
      void held.ask(name, { deadline: 0 });
      await held.advance(pauseLeft());
      await held.fail(name, limited(retryAfterSeconds));
    }
    return pauseLeft() / 1000;
  }

  function pauseLeft(): number {
    const now = held.clock.now() + held.clockError;
    return (held.gate.pausedUntil(origin) ?? now) - now;
  }

  it('is sent nothing until Retry-After is over', async () => {
    await limit(3);
    await held.advance(3000);
    assert.deepEqual(held.started, ['refused']);
    await held.advance(300);
    assert.deepEqual(held.started, ['refused', 'waiting 0']);
  });

  it('does not stop the others', async () => {
    await limit(3);
    void held.ask('elsewhere', {}, 'https://other.example.com');
    await settled();
    assert.deepEqual(held.underWay, ['elsewhere']);
  });

  it('tells until when', async () => {
    assert.equal(held.gate.pausedUntil(origin), undefined);
    held.random = 0;
    await limit(3);
    assert.equal(held.gate.pausedUntil(origin), held.clock.now() + 3000);
    await held.advance(3000);
    assert.equal(held.gate.pausedUntil(origin), undefined);
  });

  it('sets one timer while some wait, and none while nobody does', async () => {
    await limit(3);
    assert.equal(held.clock.waits.length, 1);
    held.gate.dispose();
    assert.deepEqual(held.clock.waits, []);
    held = new HeldGate();
    await pauseAfter(3);
    assert.deepEqual(held.clock.waits, []);
  });

  it('is left alone a little longer than it asks for, and the longer of two that it asks for', async () => {
    held.random = 1;
    assert.equal(await pauseAfter(10), 11);
    void held.ask('a');
    held = new HeldGate();
    held.random = 0;
    void held.ask('long');
    void held.ask('short');
    await settled();
    await held.fail('long', limited(30));
    await held.fail('short', limited(2));
    assert.equal(pauseLeft(), 30_000);
  });

  it('is left alone for a second at least', async () => {
    assert.equal(await pauseAfter(0.2), 1);
  });

  it('is left alone for 15 minutes at most', async () => {
    assert.equal(await pauseAfter(100_000), 900);
  });

  for (const retryAfterSeconds of [undefined, 0]) {
    it(`without a time (${String(retryAfterSeconds)}) is left alone longer each time`, async () => {
      held.random = 1;
      const refusals: undefined[] = [];
      const pauses: number[] = [];
      for (let count = 0; count < 8; count += 1) {
        held = Object.assign(new HeldGate(), { random: 1 });
        refusals.push(undefined);
        pauses.push(await pauseAfter(...refusals.map(() => retryAfterSeconds)));
      }
      assert.deepEqual(pauses, [2, 4, 8, 16, 32, 60, 60, 60]);
    });
  }

  it('without a time is left alone by chance, for a second at least', async () => {
    held.random = 0;
    assert.equal(await pauseAfter(undefined, undefined, undefined), 1);
    held = Object.assign(new HeldGate(), { random: 0.5 });
    assert.equal(await pauseAfter(undefined, undefined, undefined), 4.5);
  });

  it('counts those that it refuses together as one refusal', async () => {
    held.random = 1;
    const names = held.askMany(5);
    await settled();
    for (const name of names) await held.fail(name, limited());
    assert.equal(pauseLeft(), 2000);
  });

  it('begins to count anew after it has answered', async () => {
    held.random = 1;
    await pauseAfter(undefined, undefined);
    await held.advance(pauseLeft());
    void held.ask('good');
    await settled();
    await held.answer('good');
    assert.equal(await pauseAfter(undefined), 2);
  });

  describe('after the pause', () => {
    beforeEach(async () => {
      await limit(3);
      await held.advance(3300);
    });

    it('is sent one alone, and the others once that is answered', async () => {
      assert.deepEqual(held.underWay, ['waiting 0']);
      await held.answer('waiting 0');
      assert.equal(held.underWay.length, 5);
    });

    it('is sent the others once that is refused for what it is', async () => {
      const notFound = new ApiError('not-found', { host: 'api.example.com', status: 404 });
      await held.fail('waiting 0', notFound);
      assert.equal(held.underWay.length, 5);
    });

    for (const [name, error] of [
      ['has a problem', new ApiError('server-error', { host: 'a', status: 503 })],
      ['is out of reach', offline()],
      ['is not asked after all', new ApiError('cancelled', { host: 'a' })],
      ['meets a bug', new TypeError('x is not a function')],
    ] as const) {
      it(`is sent another one alone where it ${name}`, async () => {
        await held.fail('waiting 0', error);
        assert.deepEqual(held.underWay, ['waiting 1']);
      });
    }

    it('is left alone again where it asks for it again', async () => {
      await held.fail('waiting 0', limited(3));
      await held.advance(3000);
      assert.deepEqual(held.underWay, []);
      await held.advance(300);
      assert.deepEqual(held.underWay, ['waiting 1']);
    });
  });

  it('is not trusted for the answer to what was sent before', async () => {
    void held.ask('slow');
    await limit(3);
    await held.advance(3300);
    await held.answer('slow');
    assert.deepEqual(held.underWay, ['waiting 0']);
  });

  it('is not asked further where it asks for a pause while it is tried', async () => {
    void held.ask('slow');
    await limit(3);
    await held.advance(3300);
    await held.fail('slow', limited(30));
    await held.answer('waiting 0');
    assert.deepEqual(held.underWay, []);
    await held.advance(33_000);
    assert.equal(held.underWay.length, 1);
  });

  describe('while a person waits', () => {
    const urgent = { isUrgent: true };

    it('for more than 10 s, tells so at once, and how long', async () => {
      held.random = 0;
      await limit(30);
      await held.advance(500);
      await assert.rejects(held.ask('a person’s', urgent), {
        kind: 'rate-limited',
        retryAfterSeconds: 30,
        isTemporary: true,
      });
    });

    it('tells so to those, too, that wait already', async () => {
      held.limits = { inFlight: 1, perMinute: 600 };
      void held.ask('refused');
      await settled();
      const asking = held.ask('a person’s', urgent);
      await settled();
      await held.fail('refused', limited(30));
      await assert.rejects(asking, { kind: 'rate-limited' });
    });

    it('for less, asks for the person first', async () => {
      await limit(9);
      const asking = held.ask('a person’s', urgent);
      await settled();
      await held.advance(9900);
      assert.deepEqual(held.underWay, ['a person’s']);
      await held.answer('a person’s');
      assert.equal(await asking, 'a person’s');
    });
  });

  describe('where the clock', () => {
    it('is put back by an hour, is left alone no more than twice as long', async () => {
      await limit(3);
      held.clockError = -hour;
      assert.ok(pauseLeft() <= 3300);
      await held.advance(3300);
      await held.advance(3300);
      assert.deepEqual(held.underWay, ['waiting 0']);
    });

    it('is put back after the pause, is asked nevertheless', async () => {
      await limit(3);
      await held.advance(3300);
      await held.answerAll();
      held.clockError = -3400;
      void held.ask('a');
      await settled();
      assert.deepEqual(held.underWay, ['a']);
    });

    it('went on while the computer slept, is asked as soon as anyone asks', async () => {
      await limit(600);
      held.clockError = hour;
      void held.ask('after sleep');
      await settled();
      assert.equal(held.underWay.length, 1);
    });
  });
});
