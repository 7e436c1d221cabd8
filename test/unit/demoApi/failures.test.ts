import assert from 'node:assert/strict';

import { startDemoApi } from '../../support/demoApi/demoApi';
import type { DemoApi } from '../../support/demoApi/demoApi';
import { scenarios } from '../../support/demoApi/scenarios';
import { ask } from './ask';

interface Expected {
  readonly id: string;
  readonly status: number;
  readonly body: RegExp;
  readonly headers?: Readonly<Record<string, string>>;
}

const now = Date.parse('2025-05-19T02:00:17.516Z');
const problem = { 'content-type': 'application/problem+json' };
const page = { 'content-type': 'text/html; charset=utf-8' };

const answered: readonly Expected[] = [
  { id: 'error-400', status: 400, body: /"code":"invalid_id","param":"id"/ },
  { id: 'error-401-invalid-key', status: 401, body: /"无效的令牌 \(request id: 20250519/ },
  { id: 'error-401-exhausted-quota', status: 401, body: /"该令牌额度已用尽 \(request id: 2025/ },
  { id: 'error-402', status: 402, body: /"title":"Insufficient credit"/, headers: problem },
  { id: 'error-403', status: 403, body: /"type":"new_api_error"/ },
  { id: 'error-404', status: 404, body: /"status":404/, headers: problem },
  { id: 'error-408', status: 408, body: /"status":408/, headers: problem },
  { id: 'error-422', status: 422, body: /"detail":"- input.prompt: /, headers: problem },
  { id: 'error-425', status: 425, body: /"status":425/, headers: problem },
  { id: 'error-429-retry-after', status: 429, body: /request id/, headers: { 'retry-after': '3' } },
  {
    id: 'error-429-http-date',
    status: 429,
    body: /request id/,
    headers: { 'retry-after': 'Mon, 19 May 2025 02:00:22 GMT' },
  },
  { id: 'error-429-body-retry-after', status: 429, body: /^\{"detail":.*"retry_after":3\}$/ },
  { id: 'error-429-empty', status: 429, body: /^$/ },
  { id: 'error-429-upstream-busy', status: 429, body: /当前分组上游负载已饱和，请稍后再试/ },
  { id: 'error-500', status: 500, body: /"type":"new_api_error"/ },
  { id: 'error-502-html', status: 502, body: /<h1>502 Bad Gateway/, headers: page },
  { id: 'error-503', status: 503, body: /无可用渠道/ },
  { id: 'error-504', status: 504, body: /"status":504/, headers: problem },
  { id: 'error-520-html', status: 520, body: /<h1>520: /, headers: page },
  { id: 'error-521-html', status: 521, body: /<h1>521: /, headers: page },
  { id: 'error-522-html', status: 522, body: /<h1>522: /, headers: page },
  { id: 'error-523-html', status: 523, body: /<h1>523: /, headers: page },
  { id: 'error-524-html', status: 524, body: /<h1>524: /, headers: page },
  { id: 'error-301-html-page', status: 301, body: /Moved Permanently/, headers: page },
  { id: 'error-301-other-origin', status: 301, body: /Moved Permanently/, headers: page },
  { id: 'error-200-html', status: 200, body: /^<!DOCTYPE html>/, headers: page },
  { id: 'error-200-cut-json', status: 200, body: /^\{.*[^}]$/ },
  { id: 'error-200-empty', status: 200, body: /^$/ },
  { id: 'error-200-array', status: 200, body: /^\[\]$/ },
  { id: 'error-200-error-body', status: 200, body: /^\{"error":\{"message"/ },
  { id: 'error-200-other-id', status: 200, body: /"id":"k7q2m9x4c8r1v6z3t5w0n8b2j7"/ },
];

const unanswered = [
  'error-200-cut-connection',
  'error-200-stalled',
  'error-silence',
  'error-reset',
];

describe('a failure of the demo API', () => {
  let demo: DemoApi;

  before(async () => {
    demo = await startDemoApi({ now: () => now });
  });

  after(() => demo.close());

  it('is listed here, whichever it is', () => {
    const served = scenarios.filter(({ group }) => group === 'error').map(({ id }) => id);
    const listed = [...answered.map(({ id }) => id), ...unanswered];
    assert.deepEqual(listed.sort(), served.sort());
  });

  for (const { id, status, body, headers = {} } of answered) {
    it(`${id} answers ${status} with its body, again and again`, async () => {
      for (const response of [await ask(demo, id), await ask(demo, id)]) {
        assert.equal(response.status, status);
        assert.match(await response.text(), body);
        for (const [name, value] of Object.entries(headers)) {
          assert.equal(response.headers.get(name), value);
        }
      }
    });
  }

  it('error-301-html-page leads to an HTML page of its own origin', async () => {
    const location = (await ask(demo, 'error-301-html-page')).headers.get('location') ?? '';
    assert.equal(new URL(location).origin, demo.origin);
    const moved = await fetch(location);
    assert.equal(moved.status, 200);
    assert.match(await moved.text(), /^<!DOCTYPE html>/);
  });

  it('error-301-other-origin leads elsewhere, where a key that follows is seen', async () => {
    const location = (await ask(demo, 'error-301-other-origin')).headers.get('location') ?? '';
    assert.equal(new URL(location).origin, demo.elsewhere);
    await fetch(location, { headers: { Authorization: 'Bearer leaked' } });
    const seen = demo.requests.filter(({ origin }) => origin === demo.elsewhere);
    assert.deepEqual(
      seen.map(({ authorization }) => authorization),
      ['Bearer leaked'],
    );
  });

  it('error-200-cut-connection ends before the body does', async () => {
    const response = await ask(demo, 'error-200-cut-connection');
    assert.equal(response.status, 200);
    await assert.rejects(response.text(), { message: 'terminated' });
  });

  it('error-200-stalled begins its body and never ends it', async () => {
    const response = await ask(demo, 'error-200-stalled');
    const reader = response.body?.getReader();
    const first = await reader?.read();
    assert.match(Buffer.from(first?.value ?? []).toString(), /^\{"id":"error-200-stalled"/);
    const second = reader?.read().then(() => 'more');
    assert.equal(await Promise.race([second, pause(50)]), 'nothing');
    await reader?.cancel();
  });

  it('error-silence says nothing', async () => {
    const leaving = new AbortController();
    const answer = fetch(`${demo.baseUrl}/predictions/error-silence`, {
      headers: { Authorization: `Bearer ${demo.key}` },
      signal: leaving.signal,
    }).then(() => 'an answer');
    assert.equal(await Promise.race([answer, pause(50)]), 'nothing');
    leaving.abort();
    await assert.rejects(answer, { name: 'AbortError' });
  });

  it('error-reset resets the connection', async () => {
    await assert.rejects(ask(demo, 'error-reset'), (error: Error) => {
      assert.deepEqual(error.cause && (error.cause as NodeJS.ErrnoException).code, 'ECONNRESET');
      return true;
    });
  });
});

function pause(milliseconds: number): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, 'nothing'));
}
