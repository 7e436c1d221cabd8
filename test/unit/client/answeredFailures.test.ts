import assert from 'node:assert/strict';

import { ApiError, type ApiErrorKind } from '../../../src/client/apiError';
import { PredictionClient } from '../../../src/client/predictionClient';
import { fetch } from '../../support/builders/nodeFetch';
import { startDemoApi, type DemoApi } from '../../support/demoApi/demoApi';
import { scenarios } from '../../support/demoApi/scenarios';

interface Expected {
  readonly kind: ApiErrorKind;
  readonly isTemporary: boolean;
  readonly status?: number;
  readonly message?: string;
  readonly hasRequestId?: true;
  readonly retryAfterSeconds?: number;
}

const served = { kind: 'server-error', isTemporary: true } as const;
const limited = { kind: 'rate-limited', status: 429, isTemporary: true } as const;
const gateway = { hasRequestId: true } as const;
const lost = { kind: 'connection-lost', isTemporary: true } as const;

const expected: Readonly<Record<string, Expected>> = {
  'error-400': { kind: 'refused', status: 400, isTemporary: false, message: 'id is not valid' },
  'error-401-invalid-key': {
    kind: 'key-refused',
    status: 401,
    isTemporary: false,
    message: '无效的令牌',
    ...gateway,
  },
  'error-401-exhausted-quota': {
    kind: 'quota-exhausted',
    status: 401,
    isTemporary: false,
    message: '该令牌额度已用尽',
    ...gateway,
  },
  'error-402': {
    kind: 'quota-exhausted',
    status: 402,
    isTemporary: false,
    message: 'You have insufficient credit to run this model.',
  },
  'error-403': {
    kind: 'forbidden',
    status: 403,
    isTemporary: false,
    message: '您的 IP 不在令牌允许访问的列表中',
    ...gateway,
  },
  'error-404': {
    kind: 'not-found',
    status: 404,
    isTemporary: false,
    message: 'The requested resource could not be found.',
  },
  'error-408': {
    ...served,
    status: 408,
    message: 'The server timed out waiting for the request.',
  },
  'error-422': {
    kind: 'refused',
    status: 422,
    isTemporary: false,
    message: '- input.prompt: Invalid type. Expected: string',
  },
  'error-425': { ...served, status: 425, message: 'Try again in a moment.' },
  'error-429-retry-after': {
    ...limited,
    ...gateway,
    message: '请求过于频繁',
    retryAfterSeconds: 3,
  },
  'error-429-http-date': { ...limited, ...gateway, message: '请求过于频繁', retryAfterSeconds: 5 },
  'error-429-body-retry-after': {
    ...limited,
    message: 'Request was throttled. Expected available in 3 seconds.',
    retryAfterSeconds: 3,
  },
  'error-429-empty': limited,
  'error-429-upstream-busy': {
    ...limited,
    ...gateway,
    message: '当前分组上游负载已饱和，请稍后再试',
  },
  'error-500': { ...served, ...gateway, status: 500, message: 'bad response status code 500' },
  'error-502-html': { ...served, status: 502 },
  'error-503': { ...served, ...gateway, status: 503, message: '当前分组 default 下无可用渠道' },
  'error-504': {
    ...served,
    status: 504,
    message: 'The upstream server did not answer in time.',
  },
  'error-520-html': { ...served, status: 520 },
  'error-521-html': { ...served, status: 521 },
  'error-522-html': { ...served, status: 522 },
  'error-523-html': { ...served, status: 523 },
  'error-524-html': { ...served, status: 524 },
  'error-301-html-page': { kind: 'redirected', status: 301, isTemporary: true },
  'error-301-other-origin': { kind: 'redirected', status: 301, isTemporary: true },
  'error-200-html': { kind: 'web-page', status: 200, isTemporary: true },
  'error-200-cut-connection': lost,
  'error-200-cut-json': { kind: 'broken-answer', status: 200, isTemporary: true },
  'error-200-stalled': { kind: 'timed-out', isTemporary: true },
  'error-200-empty': { kind: 'empty-answer', status: 200, isTemporary: true },
  'error-200-array': { kind: 'unknown-answer', status: 200, isTemporary: false },
  'error-200-error-body': {
    kind: 'refused',
    status: 200,
    isTemporary: false,
    message: 'upstream error: do request failed',
    ...gateway,
  },
  'error-200-other-id': { kind: 'unknown-answer', status: 200, isTemporary: false },
  'error-silence': { kind: 'timed-out', isTemporary: true },
  'error-reset': lost,
};

const endless = new Set(['error-200-stalled', 'error-silence']);

describe('a failure that the API answers with', () => {
  let demo: DemoApi;

  before(async () => {
    demo = await startDemoApi();
  });

  after(() => demo.close());

  it('stands in this table, whichever it is', () => {
    const all = scenarios.filter(({ group }) => group === 'error').map(({ id }) => id);
    assert.deepEqual(all.sort(), Object.keys(expected).sort());
  });

  for (const [id, { hasRequestId, retryAfterSeconds, ...same }] of Object.entries(expected)) {
    it(`is ${same.kind} for ${id}`, async () => {
      const error = await failureOf(demo, id);
      const { kind, isTemporary, details } = error;
      const { status, message } = details;
      assert.deepEqual(
        { kind, isTemporary, status, message },
        { status: undefined, message: undefined, ...same },
      );
      assert.equal(details.host, new URL(demo.origin).host);
      if (hasRequestId) assert.match(details.requestId ?? '', /^\d{17}482913Vq7JkXeR$/);
      else assert.equal(details.requestId, undefined);
      // A date has whole seconds, and the answer took its time.
      const rounded = Math.round(error.retryAfterSeconds ?? -1);
      const wanted = retryAfterSeconds ?? -1;
      assert.ok(rounded <= wanted && rounded >= wanted - 2 * Number(wanted > 3), `${rounded} s`);
    });
  }

  it('is key-refused for a wrong key', async () => {
    const client = new PredictionClient(fetch);
    const asking = client.get(
      'error-404',
      { baseUrl: demo.baseUrl, key: 'wrong' },
      { signal: new AbortController().signal, timeoutSeconds: 5 },
    );
    await assert.rejects(asking, { kind: 'key-refused' });
  });
});

async function failureOf({ baseUrl, key }: DemoApi, id: string): Promise<ApiError> {
  const client = new PredictionClient(fetch);
  const timeoutSeconds = endless.has(id) ? 0.05 : 5;
  const { signal } = new AbortController();
  try {
    await client.get(id, { baseUrl, key }, { signal, timeoutSeconds });
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error));
    return error;
  }
  assert.fail('it did not fail');
}
