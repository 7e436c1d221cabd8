import assert from 'node:assert/strict';

import { ApiError, type ApiErrorKind } from '../../../src/client/apiError';
import { describeApiError } from '../../../src/client/apiErrorSentence';
import { localization } from '../../../src/prediction/localization';
import { english } from '../../support/builders/english';

const host = 'api.example.com:8443';

/** What a person is told to do, for every kind there is. */
const hints: Readonly<Record<ApiErrorKind, RegExp>> = {
  'no-key': /set one/,
  'key-refused': /set one that belongs/,
  'quota-exhausted': /top it up/,
  forbidden: /set the key/,
  'not-found': /check the ID/,
  refused: /check the ID and the base URL/,
  'rate-limited': /try again/,
  'server-error': /try again/,
  redirected: /correct the base URL/,
  'web-page': /check that the base URL/,
  'empty-answer': /try again/,
  'broken-answer': /try again/,
  'unknown-answer': /check that the base URL/,
  'too-large': /open the prediction/,
  'connection-refused': /check the base URL/,
  'connection-lost': /try again/,
  'host-not-found': /check your network/,
  certificate: /proxy/,
  'proxy-refused': /check the proxy/,
  'timed-out': /try again/,
  cancelled: /was cancelled/,
  network: /check your network/,
};

describe('what a person reads of a failure', () => {
  for (const [kind, hint] of Object.entries(hints) as [ApiErrorKind, RegExp][]) {
    it(`is one sentence with the host and what to do when it is ${kind}`, () => {
      const sentence = describeApiError(new ApiError(kind, { host, status: 418 }), english);
      assert.match(sentence, /^[^.]*\.example\.com:8443[^.]*\.$|^[^.]*api\.example\.com:8443.*\.$/);
      assert.equal(sentence.match(/\.(?:\s|$)/g)?.length, 1);
      assert.match(sentence, hint);
      assert.doesNotMatch(sentence, /undefined|\{\d\}/);
    });
  }

  it('asks for the password of a proxy that wants one', () => {
    const words = describeApiError(new ApiError('proxy-refused', { host, status: 407 }), english);
    assert.match(words, /user name and a password/);
  });

  it('has the code of HTTP as it is searched for, in languages of other digits, too', () => {
    const inPersian = localization(
      (message, ...values) => english.t(message, ...values),
      () => 'fa',
    );
    for (const kind of ['server-error', 'redirected', 'proxy-refused', 'refused'] as const) {
      const words = describeApiError(new ApiError(kind, { host, status: 503 }), inPersian);
      assert.match(words, /\(HTTP 503\)/);
    }
  });

  it('has the server’s own words and request id', () => {
    const details = { host, status: 401, message: '无效的令牌', requestId: '2025Vq7' };
    const words = describeApiError(new ApiError('key-refused', details), english);
    assert.match(words, /The server says: “无效的令牌” \(request ID 2025Vq7\)$/);
  });

  it('has the server’s words on one line, cut, and without control characters', () => {
    const message = `one\n\u001b[2Jtwo \u202e${'x'.repeat(5000)}`;
    const words = describeApiError(new ApiError('refused', { host, message }), english);
    assert.ok(words.length < 600);
    assert.doesNotMatch(words, /[\p{Cc}\u202e]/u);
  });

  it('tells how long to wait where the server does', () => {
    const details = { host, status: 429, retryAfterSeconds: 90 };
    const words = describeApiError(new ApiError('rate-limited', details), english);
    assert.match(words, /try again in 1 min 30 s\.$/);
  });

  it('tells the HTTP status where a server has a problem', () => {
    const words = describeApiError(new ApiError('server-error', { host, status: 520 }), english);
    assert.match(words, /HTTP 520/);
  });
});
