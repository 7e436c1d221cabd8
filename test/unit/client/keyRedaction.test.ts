import assert from 'node:assert/strict';

import { ApiError } from '../../../src/client/apiError';
import { errorWithoutKey, withoutKey } from '../../../src/client/keyRedaction';

const key = 'canary/key';

describe('a text without the key', () => {
  for (const [form, text] of [
    ['as it is', 'bad key canary/key!'],
    ['in a URL', 'bad key canary%2Fkey!'],
    ['in JSON, with a sign escaped', 'bad key canary\\/key!'],
    ['in JSON, with a letter escaped', 'bad key c\\u0061nary/key!'],
    ['in JSON, with a sign as its number, in small digits', 'bad key canary\\u002fkey!'],
    ['in JSON, with a sign as its number, in capital digits', 'bad key canary\\u002Fkey!'],
    ['beside a backslash', 'bad key \\canary/key!'],
  ] as const) {
    it(`has a mark in its place where it stands ${form}`, () => {
      const told = withoutKey(text, key);
      assert.match(told, /^bad key \\?\[key\]!$/);
    });
  }

  it('has a mark in each of its places', () => {
    const text = `${key} canary%2Fkey ${key}`;
    assert.equal(withoutKey(text, key), '[key] [key] [key]');
    assert.equal(withoutKey(`${text} \\`, key), '[key] [key] [key] \\');
  });

  it('is the same text where the key is not in it', () => {
    for (const text of ['', 'canary key', 'canaryXkey', '\\canaryXkey', 'canary\\\\/key']) {
      assert.equal(withoutKey(text, key), text);
    }
  });

  it('lacks a key of eight signs; a shorter one is a word like any other', () => {
    assert.equal(withoutKey('<12345678>', '12345678'), '<[key]>');
    assert.equal(withoutKey('<1234567>', '1234567'), '<1234567>');
  });
});

describe('an error without the key', () => {
  const cause = new Error('the cause');
  const details = { host: 'api.example.com', status: 401, retryAfterSeconds: 3 };

  it('is the same error where it does not tell it', () => {
    for (const error of [
      new ApiError('key-refused', { ...details, message: 'bad key', requestId: 'r1' }, { cause }),
      new ApiError('server-error', details),
      new Error(`no error of the API, so nothing that a server said: ${key}`),
      'no error at all',
      undefined,
    ]) {
      assert.equal(errorWithoutKey(error, key), error);
    }
  });

  for (const [told, said] of [
    ['its message', { message: `bad ${key}`, requestId: 'r1' }],
    ['its request id', { message: 'bad', requestId: `r-${key}` }],
    ['both', { message: `bad ${key}`, requestId: `r-${key}` }],
  ] as const) {
    it(`tells all else as it was where ${told} held it`, () => {
      const error = new ApiError('key-refused', { ...details, ...said }, { cause });
      const without = errorWithoutKey(error, key);
      assert.ok(without instanceof ApiError);
      assert.equal(without.kind, 'key-refused');
      assert.equal(without.cause, cause);
      assert.deepEqual(without.details, {
        ...details,
        message: said.message.replace(key, '[key]'),
        requestId: said.requestId.replace(key, '[key]'),
      });
    });
  }
});
