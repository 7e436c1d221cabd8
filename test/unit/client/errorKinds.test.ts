import assert from 'node:assert/strict';

import type { ApiError, ApiErrorKind } from '../../../src/client/apiError';
import { errorFromAnswer, errorFromResponse, isWebPage } from '../../../src/client/errorResponse';

const now = Date.parse('2025-05-19T02:00:17.000Z');

describe('a refusal', () => {
  const kinds: readonly (readonly [number, string, ApiErrorKind])[] = [
    [300, '', 'redirected'],
    [301, '<html>moved</html>', 'redirected'],
    [399, '', 'redirected'],
    [400, '', 'refused'],
    [401, '', 'key-refused'],
    [401, '{"detail":"wrong key"}', 'key-refused'],
    [402, '', 'quota-exhausted'],
    [403, '', 'forbidden'],
    [404, '{"detail":"no such prediction"}', 'not-found'],
    [404, '', 'not-found'],
    [404, '{"error":{"message":"Invalid URL (GET /v1/predictions/a)"}}', 'web-page'],
    [404, '<html>no such page</html>', 'web-page'],
    [407, '', 'proxy-refused'],
    [408, '', 'server-error'],
    [409, '', 'refused'],
    [422, '', 'refused'],
    [425, '', 'server-error'],
    [429, '', 'rate-limited'],
    [499, '', 'refused'],
    [500, '', 'server-error'],
    [500, '<html>oh no</html>', 'server-error'],
    [599, '', 'server-error'],
  ];
  for (const [status, body, kind] of kinds) {
    it(`is ${kind} by ${status} and “${body}”`, () => {
      assert.equal(errorOf(status, body).kind, kind);
    });
  }

  for (const word of ['额度', '余额', '欠费', 'Quota', 'credits', 'balance', 'BILLING']) {
    it(`is about the quota where it speaks of ${word}, under 401 and 403 alone`, () => {
      const body = JSON.stringify({ detail: `say ${word}.` });
      const kindsOf = [401, 403, 400].map((status) => errorOf(status, body).kind);
      assert.deepEqual(kindsOf, ['quota-exhausted', 'quota-exhausted', 'refused']);
    });
  }

  it('tells the status, the host and what the server said', () => {
    const { details } = errorOf(422, '{"detail":"no"}');
    const { host, status, message } = details;
    assert.deepEqual({ host, status, message }, { host: 'a.example', status: 422, message: 'no' });
  });

  for (const [body, message] of [
    [{ error: { message: 'nested' }, detail: 'detail', message: 'message' }, 'nested'],
    [{ error: 'text', detail: 'detail' }, 'text'],
    [{ error: { message: '' }, detail: 'detail', message: 'message', title: 'title' }, 'detail'],
    [{ detail: '', message: 'message', title: 'title' }, 'message'],
    [{ detail: 7, message: {}, title: 'title' }, 'title'],
    [{ error: { message: 7 }, title: 'title' }, 'title'],
    [{ error: {} }, undefined],
    [{ error: '', detail: '' }, undefined],
  ] as const) {
    it(`says “${String(message)}” by ${JSON.stringify(body)}`, () => {
      assert.equal(errorOf(400, JSON.stringify(body)).details.message, message);
    });
  }

  it('says no more than the start of a page of text', () => {
    const said = errorOf(400, JSON.stringify({ detail: `${'x'.repeat(4000)}y` })).details.message;
    assert.equal(said, 'x'.repeat(4000));
  });

  for (const [said, message, requestId] of [
    ['no (request id: a-1.b_2)', 'no', 'a-1.b_2'],
    ['no (Request ID: a1)', 'no', 'a1'],
    ['no request_id:a1', 'no', 'a1'],
    ['no request-id : a1', 'no', 'a1'],
    ['no requestid: a1', 'no', 'a1'],
    ['(request id: a1) no', 'no', 'a1'],
    ['否（request id： a1 ）', '否', 'a1'],
    ['no request id', 'no request id', undefined],
    ['no request id: ', 'no request id:', undefined],
  ] as const) {
    it(`names its request ${String(requestId)} by “${said}”`, () => {
      const { details } = errorOf(400, JSON.stringify({ detail: said }));
      assert.deepEqual([details.message, details.requestId], [message, requestId]);
    });
  }

  it('names its request by its words, then by the gateway’s header, then by the usual one', () => {
    const headers = { 'x-oneapi-request-id': 'gateway', 'x-request-id': 'usual' };
    const idBy = (body: string, given: Record<string, string>) =>
      errorOf(400, body, given).details.requestId;
    assert.equal(idBy('{"detail":"no (request id: said)"}', headers), 'said');
    assert.equal(idBy('{"detail":"no"}', headers), 'gateway');
    assert.equal(idBy('', { 'x-request-id': 'usual' }), 'usual');
    assert.equal(idBy('', {}), undefined);
  });

  for (const [date, seconds] of [
    // A clock that shows no fractions may be a second behind, and is our own.
    ['2025-05-19T02:00:15.901Z', 30],
    ['2025-05-19T02:00:15.900Z', 31.1],
    ['2025-05-19T02:00:17.000Z', 30],
    ['2025-05-19T02:00:17.001Z', 29.999],
  ] as const) {
    it(`asks to wait ${seconds} s by a date, where its clock shows ${date}`, () => {
      const until = new Date(now + 30_000).toISOString();
      const error = errorOf(429, '', { date, 'retry-after': until });
      assert.equal(error.retryAfterSeconds, seconds);
    });
  }

  for (const header of ['1234567890', '7s', 's7', '7.', '.5']) {
    it(`asks for no while by Retry-After “${header}”`, () => {
      assert.equal(errorOf(429, '', { 'retry-after': header }).retryAfterSeconds, undefined);
    });
  }

  for (const given of ['"1234567890"', '"7s"', '"s7"', '""', '[]', 'true']) {
    it(`asks for no while by retry_after ${given} in its body`, () => {
      const { retryAfterSeconds, details } = errorOf(429, `{"detail":"no","retry_after":${given}}`);
      assert.deepEqual([retryAfterSeconds, details.message], [undefined, 'no']);
    });
  }
});

describe('an answer under 200', () => {
  it('is a refusal where it says something, and names it', () => {
    const error = errorFromAnswer('a.example', 200, '{"detail":"no (request id: a1)"}');
    assert.equal(error?.kind, 'refused');
    assert.deepEqual(error.details.message, 'no');
    assert.deepEqual(error.details.requestId, 'a1');
    assert.deepEqual([error.details.host, error.details.status], ['a.example', 200]);
  });

  for (const body of ['', '{}', '[]', '7', 'no', '{"error":null}', '{"detail":""}']) {
    it(`is none where it is “${body}”`, () => {
      assert.equal(errorFromAnswer('a.example', 200, body), undefined);
    });
  }
});

describe('a page', () => {
  it('is what begins with a tag, or is said to be HTML', () => {
    const none = new Headers();
    const html = new Headers({ 'content-type': 'text/html; charset=utf-8' });
    const json = new Headers({ 'content-type': 'application/json' });
    assert.equal(isWebPage(none, '<html>'), true);
    assert.equal(isWebPage(json, ' \n <!doctype html>'), true);
    assert.equal(isWebPage(html, 'anything'), true);
    assert.equal(isWebPage(none, 'a <b>'), false);
    assert.equal(isWebPage(json, '{"a":"<html>"}'), false);
    assert.equal(isWebPage(none, ''), false);
  });
});

function errorOf(status: number, body: string, headers: Record<string, string> = {}): ApiError {
  return errorFromResponse('a.example', { status, headers: new Headers(headers) }, body, now);
}
