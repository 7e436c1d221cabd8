import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { ApiError } from '../../../src/client/apiError';
import { errorFromResponse } from '../../../src/client/errorResponse';

const now = Date.parse('2025-05-19T02:00:17.000Z');

describe('an error response', () => {
  for (const [name, body, message, requestId] of [
    ['problem details', '{"title":"Not found","detail":"No such run"}', 'No such run', undefined],
    ['a title alone', '{"title":"Not found"}', 'Not found', undefined],
    ['an error that is text', '{"error":"no"}', 'no', undefined],
    ['a message alone', '{"message":"no"}', 'no', undefined],
    ['a request id at its end', '{"error":{"message":"no (request id: a-1.b)"}}', 'no', 'a-1.b'],
    ['a request id in wide brackets', '{"error":{"message":"否（request id：a1）"}}', '否', 'a1'],
    ['null for its error', '{"error":null,"detail":"no"}', 'no', undefined],
    ['a list for its detail', '{"detail":[{"loc":[]}]}', undefined, undefined],
    ['an array', '[]', undefined, undefined],
    ['text', 'no', undefined, undefined],
    ['nothing', '', undefined, undefined],
  ] as const) {
    it(`is understood when it is ${name}`, () => {
      const { details } = errorOf(422, body);
      assert.equal(details.message, message);
      assert.equal(details.requestId, requestId);
    });
  }

  it('is a proxy’s where that wants a password, or answers with a page where the API would not', () => {
    assert.equal(errorOf(407, '').kind, 'proxy-refused');
    assert.equal(errorOf(403, '<html>Blocked by policy</html>').kind, 'proxy-refused');
    assert.equal(errorOf(403, '{"detail":"not yours"}').kind, 'forbidden');
    assert.equal(errorOf(403, '').kind, 'forbidden');
  });

  it('names its request in a header, too', () => {
    assert.equal(errorOf(500, '', { 'x-request-id': 'a1' }).details.requestId, 'a1');
    assert.equal(errorOf(500, '', { 'x-oneapi-request-id': 'b2' }).details.requestId, 'b2');
  });

  for (const [header, seconds] of [
    ['3', 3],
    [' 120 ', 120],
    ['0', 0],
    ['Mon, 19 May 2025 02:00:47 GMT', 30],
    ['Mon, 19 May 2025 01:00:00 GMT', 0],
    ['Monday, 19-May-25 02:00:47 GMT', 30],
    ['Mon May 19 02:00:47 2025', 30],
    ['2.5', 2.5],
    ['86401', 86_400],
    ['999999999', 86_400],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400],
    ['-1', undefined],
    ['soon', undefined],
    ['', undefined],
  ] as const) {
    it(`asks for ${String(seconds)} seconds by Retry-After “${header}”`, () => {
      const error = errorOf(429, '', { 'retry-after': header });
      assert.equal(error.retryAfterSeconds, seconds);
    });
  }

  for (const [clock, date, seconds] of [
    ['is an hour behind', 'Mon, 19 May 2025 03:00:17 GMT', 30],
    ['is an hour ahead', 'Mon, 19 May 2025 01:00:17 GMT', 30],
    ['agrees', 'Mon, 19 May 2025 02:00:16 GMT', 29],
    ['cannot be compared', 'today', 29],
  ] as const) {
    it(`asks for the same while by a date where our clock ${clock}`, () => {
      const serverNow = Date.parse(date);
      const until = new Date((Number.isNaN(serverNow) ? now - 1000 : serverNow) + 30_000);
      const headers = { date, 'retry-after': until.toUTCString() };
      assert.equal(errorOf(429, '', headers).retryAfterSeconds, seconds);
    });
  }

  it('asks for the same while by a date without a zone, wherever we are', () => {
    const { TZ } = process.env;
    process.env['TZ'] = 'Asia/Shanghai';
    try {
      const headers = { 'retry-after': 'Mon May 19 02:00:47 2025' };
      assert.equal(errorOf(429, '', headers).retryAfterSeconds, 30);
    } finally {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
    }
  });

  it('asks for a while in its body, and its header comes first', () => {
    const body = '{"detail":"slow down","retry_after":7}';
    assert.equal(errorOf(429, body).retryAfterSeconds, 7);
    assert.equal(errorOf(429, body, { 'retry-after': '9' }).retryAfterSeconds, 9);
  });

  for (const [given, seconds] of [
    ['"7"', 7],
    ['1.5', 1.5],
    ['1e300', 86_400],
    ['"999999999"', 86_400],
    ['-7', undefined],
    ['1e999', undefined],
    ['"soon"', undefined],
    ['null', undefined],
  ] as const) {
    it(`asks for ${String(seconds)} seconds by retry_after ${given} in its body`, () => {
      const { retryAfterSeconds, details } = errorOf(429, `{"detail":"no","retry_after":${given}}`);
      assert.equal(retryAfterSeconds, seconds);
      assert.equal(details.message, 'no');
    });
  }

  it('that speaks of money is about the quota, whatever its type says', () => {
    for (const message of [
      '用户额度不足',
      '余额不足',
      'insufficient_quota',
      'check your balance',
    ]) {
      const body = JSON.stringify({ error: { message, type: 'new_api_error' } });
      assert.equal(errorOf(401, body).kind, 'quota-exhausted');
      assert.equal(errorOf(403, body).kind, 'quota-exhausted');
    }
  });

  for (const status of [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]) {
    it(`${status} is worth another try`, () => {
      assert.equal(errorOf(status, '').isTemporary, true);
    });
  }

  for (const status of [400, 401, 402, 403, 404, 422, 501]) {
    it(`${status} is not`, () => {
      assert.equal(errorOf(status, '').isTemporary, false);
    });
  }

  it('never makes it throw, and its words are text', () => {
    const status = fc.integer({ min: 300, max: 599 });
    const anyJson = fc.jsonValue().map((json) => JSON.stringify(json));
    const error = fc
      .record({ error: fc.jsonValue(), detail: fc.jsonValue(), retry_after: fc.jsonValue() })
      .map((json) => JSON.stringify(json));
    fc.assert(
      fc.property(status, fc.oneof(fc.string(), anyJson, error), (given, body) => {
        const { message = '', requestId = '' } = errorOf(given, body).details;
        assert.equal(typeof message + typeof requestId, 'stringstring');
      }),
    );
  });
});

function errorOf(status: number, body: string, headers: Record<string, string> = {}): ApiError {
  return errorFromResponse('a.example', { status, headers: new Headers(headers) }, body, now);
}
