import { failures } from '../../demoApi/failures';
import type { Scenario } from '../../demoApi/scenario';
import { send } from '../../demoApi/send';
import { behaviour, type Answer, type Asks, type Behaviour } from '../behaviour';
import { fairText } from '../fair';
import { elsewhere, limitedFor, problem, refused, sentences, serverSays } from '../sentences';
import { head, writeRaw } from '../wire';

type Row = readonly [sees: string, asks: Asks];

const requestId = ' (request ID 20250519020017516482913Vq7JkXeR)';

/** What is seen of each failure that the demo API knows. */
const documented: Readonly<Record<string, Row>> = {
  'error-400': [refused(400) + serverSays('id is not valid'), 'once'],
  'error-401-invalid-key': [sentences.keyRefused + serverSays('无效的令牌') + requestId, 'once'],
  'error-401-exhausted-quota': [
    sentences.quota + serverSays('该令牌额度已用尽') + requestId,
    'once',
  ],
  'error-402': [
    sentences.quota + serverSays('You have insufficient credit to run this model.'),
    'once',
  ],
  'error-403': [
    sentences.forbidden + serverSays('您的 IP 不在令牌允许访问的列表中') + requestId,
    'once',
  ],
  'error-404': [
    sentences.notFound + serverSays('The requested resource could not be found.'),
    'once',
  ],
  'error-408': [
    problem(408) + serverSays('The server timed out waiting for the request.'),
    'backs off',
  ],
  'error-422': [
    refused(422) + serverSays('- input.prompt: Invalid type. Expected: string'),
    'once',
  ],
  'error-425': [problem(425) + serverSays('Try again in a moment.'), 'backs off'],
  'error-429-retry-after': [
    limitedFor('3 s') + serverSays('请求过于频繁') + requestId,
    'backs off',
  ],
  'error-429-http-date': [limitedFor('5 s') + serverSays('请求过于频繁') + requestId, 'backs off'],
  'error-429-body-retry-after': [
    limitedFor('3 s') + serverSays('Request was throttled. Expected available in 3 seconds.'),
    'backs off',
  ],
  'error-429-empty': [sentences.limited, 'backs off'],
  'error-429-upstream-busy': [
    sentences.limited + serverSays('当前分组上游负载已饱和，请稍后再试') + requestId,
    'backs off',
  ],
  'error-500': [problem(500) + serverSays('bad response status code 500') + requestId, 'backs off'],
  'error-502-html': [problem(502), 'backs off'],
  'error-503': [
    problem(503) + serverSays('当前分组 default 下无可用渠道') + requestId,
    'backs off',
  ],
  'error-504': [
    problem(504) + serverSays('The upstream server did not answer in time.'),
    'backs off',
  ],
  'error-520-html': [problem(520), 'backs off'],
  'error-521-html': [problem(521), 'backs off'],
  'error-522-html': [problem(522), 'backs off'],
  'error-523-html': [problem(523), 'backs off'],
  'error-524-html': [problem(524), 'backs off'],
  'error-301-html-page': [elsewhere(301), 'backs off'],
  'error-301-other-origin': [elsewhere(301), 'backs off'],
  'error-200-html': [sentences.page, 'backs off'],
  'error-200-cut-connection': [sentences.lost, 'backs off'],
  'error-200-cut-json': [sentences.broken, 'backs off'],
  'error-200-stalled': [sentences.late, 'backs off'],
  'error-200-empty': [sentences.empty, 'backs off'],
  'error-200-array': [sentences.unknown, 'once'],
  'error-200-error-body': [
    refused(200) + serverSays('upstream error: do request failed') + requestId,
    'once',
  ],
  'error-200-other-id': [sentences.unknown, 'once'],
  'error-silence': [sentences.late, 'backs off'],
  'error-reset': [sentences.lost, 'backs off'],
};

const endless = new Set(['error-200-stalled', 'error-silence']);

/** Every failure of the demo API, and the statuses that nobody should send. */
export const statuses: readonly Behaviour[] = [
  ...failures.map(documentedFailure),
  odd('status-204-with-body', '204 No Content', sentences.empty, 'backs off'),
  odd('status-205-with-body', '205 Reset Content', 'processing', 'follows'),
  odd('status-206', '206 Partial Content', 'processing', 'follows'),
  odd('status-226', '226 IM Used', 'processing', 'follows'),
  odd('status-304-with-body', '304 Not Modified', elsewhere(304), 'backs off'),
  odd('status-401-with-body', '401 Unauthorized', sentences.keyRefused, 'once'),
  odd('status-405', '405 Method Not Allowed', refused(405), 'once'),
  odd('status-410', '410 Gone', refused(410), 'once'),
  odd('status-418', "418 I'm a teapot", refused(418), 'once'),
  odd('status-451', '451 Unavailable For Legal Reasons', refused(451), 'once'),
  odd('status-501', '501 Not Implemented', problem(501), 'once'),
  odd('status-530', '530 Origin DNS Error', problem(530), 'once'),
  odd('status-599', '599', problem(599), 'once'),
  odd('status-999', '999 Denied', problem(999), 'once'),
  retryAfter('retry-after-negative', 429, '-5', sentences.limited),
  retryAfter('retry-after-zero', 429, '0', limitedFor('0 s')),
  retryAfter('retry-after-huge', 429, '1000000000000', sentences.limited),
  retryAfter('retry-after-years', 429, '999999999', limitedFor('24 h 0 min'), 'once'),
  retryAfter('retry-after-fraction', 429, '0.001', limitedFor('0 s')),
  retryAfter('retry-after-garbage', 429, 'soon; drop table', sentences.limited),
  retryAfter('retry-after-past', 429, 'Thu, 01 Jan 1970 00:00:00 GMT', limitedFor('0 s')),
  retryAfter(
    'retry-after-far',
    429,
    'Fri, 31 Dec 9999 23:59:59 GMT',
    limitedFor('24 h 0 min'),
    'once',
  ),
  retryAfter('retry-after-503', 503, '999999999', problem(503), 'once'),
  behaviour(
    {
      id: 'retry-after-other-clock',
      does: 'answers 429 and asks to wait 3 s, as a date by a clock that is an hour behind',
      sees: limitedFor('3 s'),
      asks: 'backs off',
    },
    ({ now }, response) => {
      const theirs = Math.floor(now / 1000) * 1000 - 3600_000;
      response.setHeader('Date', new Date(theirs).toUTCString());
      response.setHeader('Retry-After', new Date(theirs + 3000).toUTCString());
      response.writeHead(429).end();
    },
  ),
  inBody('retry-after-in-body-negative', '-5', sentences.limited),
  inBody('retry-after-in-body-endless', '1e400', sentences.limited),
  inBody('retry-after-in-body-object', '{"seconds":5}', sentences.limited),
  inBody('retry-after-in-body-huge', '1e300', limitedFor('24 h 0 min'), 'once'),
];

function documentedFailure(scenario: Scenario): Behaviour {
  const { id, does } = scenario;
  const [sees, asks] = documented[id] ?? ['', 'once'];
  const facts = { id, does, sees, asks, ...(endless.has(id) ? { isEndless: true as const } : {}) };
  return behaviour(facts, (ask, response) => {
    send(response, scenario.answer({ ...ask, firstAt: ask.now }));
  });
}

/** A status that should not carry a prediction, and does. */
function odd(id: string, line: string, sees: string, asks: Asks): Behaviour {
  const answer: Answer = (ask, response) => {
    const text = fairText(ask.id);
    writeRaw(response, head(line, `Content-Length: ${Buffer.byteLength(text)}`), text);
  };
  return { id, does: `answers ${line}, with a fair prediction`, answer, sees, asks };
}

function retryAfter(
  id: string,
  status: number,
  value: string,
  sees: string,
  asks: Asks = 'backs off',
): Behaviour {
  return {
    id,
    does: `answers ${status} with \`Retry-After: ${value}\``,
    answer: (_, response) => {
      response.writeHead(status, { 'Retry-After': value }).end();
    },
    sees,
    asks,
  };
}

function inBody(id: string, value: string, sees: string, asks: Asks = 'backs off'): Behaviour {
  return {
    id,
    does: `answers 429 with \`"retry_after":${value}\``,
    answer: (_, response) => {
      response.writeHead(429).end(`{"retry_after":${value}}`);
    },
    sees,
    asks,
  };
}
