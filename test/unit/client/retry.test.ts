import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';

import { ApiError, type ApiErrorKind } from '../../../src/client/apiError';
import { withRetries } from '../../../src/client/retry';
import { FakeClock } from '../../support/builders/fakeClock';
import { settled } from './heldGate';

describe('what a person waits for', () => {
  let clock: FakeClock;
  let cancel: AbortController;
  let random: number;
  /** When it was asked, in milliseconds since the first time. */
  let asked: number[];

  beforeEach(() => {
    clock = new FakeClock();
    cancel = new AbortController();
    random = 0.5;
    asked = [];
  });

  /** Asks a source that fails with each of these before it answers. */
  function ask(...failures: Error[]): Promise<string> {
    const startedAt = clock.now();
    const source = () => {
      asked.push(clock.now() - startedAt);
      const failure = failures[asked.length - 1];
      return failure === undefined ? Promise.resolve('answer') : Promise.reject(failure);
    };
    const retries = { signal: cancel.signal, clock, random: () => random, attempts: 3 };
    const asking = withRetries(source, retries);
    asking.catch(() => undefined);
    return asking;
  }

  async function passTime(): Promise<void> {
    await settled();
    while (clock.waits.length > 0) {
      clock.advance(clock.waits[0] ?? 0);
      await settled();
    }
  }

  it('is asked once where it is answered', async () => {
    assert.equal(await ask(), 'answer');
    assert.deepEqual(asked, [0]);
    assert.deepEqual(clock.waits, []);
  });

  for (const [name, error] of [
    ...[408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524].map(
      (status) => [String(status), failure('server-error', status)] as const,
    ),
    ['429', failure('rate-limited', 429)],
    ['a connection that broke off', failure('connection-lost')],
    ['an empty answer', failure('empty-answer', 200)],
    ['half an answer', failure('broken-answer', 200)],
  ] as const) {
    it(`is asked again after ${name}`, async () => {
      const asking = ask(error);
      await passTime();
      assert.equal(await asking, 'answer');
      assert.equal(asked.length, 2);
    });
  }

  for (const error of [
    failure('connection-refused'),
    failure('host-not-found'),
    failure('network'),
    failure('certificate'),
    failure('proxy-refused', 407),
    failure('redirected', 301),
    failure('web-page', 200),
    failure('timed-out'),
    failure('server-error', 501),
    failure('not-found', 404),
    failure('key-refused', 401),
    failure('cancelled'),
    new TypeError('x is not a function'),
  ]) {
    it(`is not asked again after ${error.message}`, async () => {
      const asking = ask(error);
      await passTime();
      await assert.rejects(asking, (thrown) => thrown === error);
      assert.equal(asked.length, 1);
    });
  }

  it('is asked three times at most, and the last failure is told', async () => {
    const failures = [500, 502, 503, 504].map((status) => failure('server-error', status));
    const asking = ask(...failures);
    await passTime();
    await assert.rejects(asking, (thrown) => thrown === failures[2]);
    assert.equal(asked.length, 3);
  });

  for (const [chance, waits] of [
    [0, [250, 250]],
    [0.5, [625, 1125]],
    [1, [1000, 2000]],
  ] as const) {
    it(`is asked again after a quarter of a second to two, by chance (${chance})`, async () => {
      random = chance;
      const asking = ask(failure('connection-lost'), failure('connection-lost'));
      await passTime();
      await asking;
      assert.deepEqual(asked, [0, waits[0], waits[0] + waits[1]]);
    });
  }

  it('is asked again no sooner than Retry-After says', async () => {
    const asking = ask(failure('rate-limited', 429, 5));
    await passTime();
    await asking;
    assert.deepEqual(asked, [0, 5000]);
  });

  it('fails at once where Retry-After says more than five seconds', async () => {
    await assert.rejects(ask(failure('server-error', 503, 5.1)), { retryAfterSeconds: 5.1 });
    assert.deepEqual(clock.waits, []);
  });

  it('is not asked again once it has lasted ten seconds', async () => {
    const slow = () => {
      asked.push(0);
      clock.advance(9800);
      return Promise.reject(failure('server-error', 504));
    };
    const retries = { signal: cancel.signal, clock, random: () => random, attempts: 3 };
    await assert.rejects(withRetries(slow, retries), { kind: 'server-error' });
    assert.equal(asked.length, 1);
  });

  it('is given up at once when it is cancelled between two attempts', async () => {
    const asking = ask(failure('connection-lost'));
    await settled();
    assert.equal(clock.waits.length, 1);
    const reason = new Error('no longer wanted');
    cancel.abort(reason);
    await assert.rejects(asking, (thrown) => thrown === reason);
    assert.deepEqual(clock.waits, []);
    assert.equal(asked.length, 1);
  });

  it('is not waited for where it was cancelled while it was asked', async () => {
    const failing = () => {
      cancel.abort();
      return Promise.reject(failure('connection-lost'));
    };
    const retries = { signal: cancel.signal, clock, random: () => random, attempts: 3 };
    await assert.rejects(withRetries(failing, retries), { name: 'AbortError' });
    assert.deepEqual(clock.waits, []);
  });

  it('leaves no listener behind', async () => {
    const asking = ask(failure('connection-lost'), failure('connection-lost'));
    await passTime();
    await asking;
    assert.equal(getEventListeners(cancel.signal, 'abort').length, 0);
  });
});

function failure(kind: ApiErrorKind, status?: number, retryAfterSeconds?: number): ApiError {
  return new ApiError(kind, { host: 'api.example.com', status, retryAfterSeconds });
}
