import assert from 'node:assert/strict';

import { UpdatePace } from '../../../src/host/updatePace';
import { FakeClock } from '../../support/builders/fakeClock';

describe('the pace of updates', () => {
  let clock: FakeClock;
  let pace: UpdatePace;
  let done: string[];
  beforeEach(() => {
    clock = new FakeClock();
    pace = new UpdatePace(clock);
    done = [];
  });

  const request = (key: string, what: string) => {
    pace.request(key, 400, () => done.push(what));
  };

  it('is at once after a rest', () => {
    request('a', 'first');
    assert.deepEqual(done, ['first']);
    clock.advance(400);
    request('a', 'second');
    assert.deepEqual(done, ['first', 'second']);
  });

  it('does what was asked for last when the rest is over, and rests again', () => {
    for (const what of ['first', 'second', 'third']) request('a', what);
    assert.deepEqual(done, ['first']);
    clock.advance(400);
    request('a', 'fourth');
    assert.deepEqual(done, ['first', 'third']);
    clock.advance(400);
    assert.deepEqual(done, ['first', 'third', 'fourth']);
  });

  it('is its own for each', () => {
    request('a', 'one');
    request('b', 'other');
    assert.deepEqual(done, ['one', 'other']);
  });

  it('leaves no timer behind', () => {
    request('a', 'first');
    clock.advance(400);
    assert.deepEqual(clock.waits, []);
    request('a', 'second');
    request('a', 'third');
    pace.dispose();
    assert.deepEqual(clock.waits, []);
    assert.deepEqual(done, ['first', 'second']);
  });
});
