import { gatewayError, invalidKey, problem, unknownPrediction } from './failureBody';
import { html, json } from './scenario';
import type { Answer, Ask, Reply, Scenario } from './scenario';

/** Ids that never answer with their prediction: every way in which the API is known to fail. */
export const failures: readonly Scenario[] = [
  failure('error-400', "a malformed request, with the gateway's code and param", () =>
    json(400, {
      error: {
        message: 'id is not valid',
        type: 'invalid_request_error',
        code: 'invalid_id',
        param: 'id',
      },
    }),
  ),
  failure('error-401-invalid-key', '无效的令牌: the key is not known', ({ now }) =>
    invalidKey(now),
  ),
  failure('error-401-exhausted-quota', '该令牌额度已用尽: no quota left', ({ now }) =>
    gatewayError(401, '该令牌额度已用尽', now),
  ),
  failure('error-402', 'insufficient credit', () =>
    problem(402, 'Insufficient credit', 'You have insufficient credit to run this model.'),
  ),
  failure('error-403', 'the key may not be used from here', ({ now }) =>
    gatewayError(403, '您的 IP 不在令牌允许访问的列表中', now),
  ),
  failure('error-404', 'no such prediction', () => unknownPrediction()),
  failure('error-408', 'request timeout', () =>
    problem(408, 'Request timeout', 'The server timed out waiting for the request.'),
  ),
  failure('error-422', 'input validation failed', () =>
    problem(422, 'Input validation failed', '- input.prompt: Invalid type. Expected: string'),
  ),
  failure('error-425', 'too early', () => problem(425, 'Too early', 'Try again in a moment.')),
  failure('error-429-retry-after', 'Retry-After: 3 (seconds)', ({ now }) =>
    gatewayError(429, '请求过于频繁', now, { 'Retry-After': '3' }),
  ),
  failure('error-429-http-date', 'Retry-After: an HTTP-date 5 s ahead', ({ now }) =>
    gatewayError(429, '请求过于频繁', now, { 'Retry-After': new Date(now + 5000).toUTCString() }),
  ),
  failure('error-429-body-retry-after', "Replicate's retry_after: 3 in the body", () =>
    json(429, {
      detail: 'Request was throttled. Expected available in 3 seconds.',
      status: 429,
      retry_after: 3,
    }),
  ),
  failure('error-429-empty', 'an empty body', () => ({ status: 429, body: '' })),
  failure('error-429-upstream-busy', '当前分组上游负载已饱和，请稍后再试', ({ now }) =>
    gatewayError(429, '当前分组上游负载已饱和，请稍后再试', now),
  ),
  failure('error-500', "the gateway's internal error", ({ now }) =>
    gatewayError(500, 'bad response status code 500', now),
  ),
  failure('error-502-html', "a proxy's page", () => html(502, '502 Bad Gateway')),
  failure('error-503', 'no channel for this model', ({ now }) =>
    gatewayError(503, '当前分组 default 下无可用渠道', now),
  ),
  failure('error-504', 'gateway timeout', () =>
    problem(504, 'Gateway timeout', 'The upstream server did not answer in time.'),
  ),
  contentNetworkFailure(520, 'Web server is returning an unknown error'),
  contentNetworkFailure(521, 'Web server is down'),
  contentNetworkFailure(522, 'Connection timed out'),
  contentNetworkFailure(523, 'Origin is unreachable'),
  contentNetworkFailure(524, 'A timeout occurred'),
  failure('error-301-html-page', 'moved to an HTML page of the same origin', ({ origin }) =>
    moved(`${origin}/moved`),
  ),
  failure('error-301-other-origin', 'moved to another port; the key must not follow', (ask) =>
    moved(`${ask.elsewhere}/replicate/v1/predictions/${ask.id}`),
  ),
  failure('error-200-html', 'an HTML page with 200', () => html(200, 'Just a moment...')),
  failure('error-200-cut-connection', 'the connection ends halfway through the body', (ask) => ({
    ...fairAnswer(ask),
    halfway: 'cut',
  })),
  failure('error-200-cut-json', 'a whole answer whose JSON ends halfway', cutJson),
  failure('error-200-stalled', 'half a body, then nothing more for ever', (ask) => ({
    ...fairAnswer(ask),
    halfway: 'stall',
  })),
  failure('error-200-empty', 'an empty body with 200', () => ({ status: 200, body: '' })),
  failure('error-200-array', 'JSON that is no prediction: an array', () => json(200, [])),
  failure('error-200-error-body', "a gateway's error with 200", ({ now }) =>
    gatewayError(200, 'upstream error: do request failed', now),
  ),
  failure('error-200-other-id', "another prediction's answer", (ask) =>
    fairAnswer({ ...ask, id: 'k7q2m9x4c8r1v6z3t5w0n8b2j7' }),
  ),
  failure('error-silence', 'no answer for ever: ends by time-out or cancel', () => 'silence'),
  failure('error-reset', 'the connection is reset', () => 'reset'),
];

function failure(id: string, does: string, answer: (ask: Ask) => Answer): Scenario {
  return { id, group: 'error', does, answer };
}

function contentNetworkFailure(status: number, title: string): Scenario {
  const does = `a content network's page: ${title.toLowerCase()}`;
  return failure(`error-${status}-html`, does, () => html(status, `${status}: ${title}`));
}

function moved(location: string): Reply {
  return html(301, '301 Moved Permanently', { Location: location });
}

function cutJson(ask: Ask): Reply {
  const whole = fairAnswer(ask);
  return { ...whole, body: whole.body.slice(0, whole.body.length / 2) };
}

function fairAnswer({ id }: Ask): Reply {
  return json(200, {
    id,
    model: 'black-forest-labs/flux-schnell',
    version: 'hidden',
    input: { prompt: 'a lake that is only half told' },
    output: null,
    status: 'processing',
    logs: 'Using seed: 2239907472\n',
    error: null,
    created_at: '2025-05-19T02:00:17.516Z',
  });
}
