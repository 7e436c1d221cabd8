import assert from 'node:assert/strict';

import { ApiError, type ApiErrorKind } from '../../../src/client/apiError';
import { HeldGate, offline, settled } from './heldGate';

describe('an origin that is out of reach', () => {
  let held: HeldGate;

  beforeEach(async () => {
    held = new HeldGate();
    held.askMany(20);
    await settled();
    await held.fail('one of many 0', offline());
    await held.fail('one of many 1', offline());
    // What was under way before ends, and nothing takes its place.
    for (const name of held.underWay.slice(1)) await held.fail(name, offline());
  });

  it('is asked by one at a time, which each failure passes on', async () => {
    assert.equal(held.underWay.length, 1);
    const [before] = held.underWay;
    await held.fail(before ?? '', offline());
    assert.equal(held.underWay.length, 1);
    assert.notEqual(held.underWay[0], before);
  });

  it('is asked by all again once it has answered', async () => {
    await held.answer(held.underWay[0] ?? '');
    assert.equal(held.underWay.length, 5);
  });

  it('is asked for a person besides', async () => {
    void held.ask('a person’s', { isUrgent: true });
    await settled();
    assert.equal(held.underWay.length, 2);
  });

  for (const kind of ['connection-lost', 'timed-out'] satisfies ApiErrorKind[]) {
    it(`is not meant by a single request that is ${kind}`, async () => {
      held = new HeldGate();
      held.askMany(20);
      await settled();
      await held.fail('one of many 0', new ApiError(kind, { host: 'a' }));
      await held.answer('one of many 1');
      await held.fail('one of many 2', new ApiError(kind, { host: 'a' }));
      assert.equal(held.underWay.length, 5);
    });
  }
});
