import assert from 'node:assert/strict';

import { ApiError, type ApiErrorKind } from '../../../src/client/apiError';

describe('a failure', () => {
  for (const kind of [
    'connection-refused',
    'host-not-found',
    'network',
    'certificate',
    'proxy-refused',
    'rate-limited',
  ] satisfies ApiErrorKind[]) {
    it(`of the kind ${kind} concerns the whole endpoint, and may pass`, () => {
      assert.equal(errorOf(kind).concernsEndpoint, true);
      assert.equal(errorOf(kind).isTemporary, true);
    });
  }

  for (const kind of [
    'timed-out',
    'connection-lost',
    'server-error',
    'not-found',
    'key-refused',
    'no-key',
    'web-page',
    'cancelled',
  ] satisfies ApiErrorKind[]) {
    it(`of the kind ${kind} concerns one request`, () => {
      assert.equal(errorOf(kind).concernsEndpoint, false);
    });
  }

  for (const kind of ['no-key', 'key-refused', 'quota-exhausted'] satisfies ApiErrorKind[]) {
    it(`of the kind ${kind} lasts until a person has seen to the key`, () => {
      assert.equal(errorOf(kind).concernsKey, true);
      assert.equal(errorOf(kind).isTemporary, false);
    });
  }

  it('of one prediction does not concern the key', () => {
    assert.equal(errorOf('forbidden').concernsKey, false);
    assert.equal(errorOf('not-found').concernsKey, false);
  });

  it('tells whether there is no such prediction', () => {
    assert.equal(errorOf('not-found').isNotFound, true);
    assert.equal(errorOf('web-page').isNotFound, false);
  });

  it('tells whether the server wants to be left alone', () => {
    assert.equal(errorOf('rate-limited').pausesOrigin, true);
    assert.equal(errorOf('server-error').pausesOrigin, false);
  });
});

function errorOf(kind: ApiErrorKind): ApiError {
  return new ApiError(kind, { host: 'api.example.com' });
}
