import { gatewayError } from './failureBody';
import { predictionAt } from './liveRun';
import type { LiveRun } from './liveRun';
import { bar } from './logScript';
import { html, json } from './scenario';
import type { Answer, Ask, PredictionJson, Scenario } from './scenario';

/** One run behind gateways that fail now and then, and in the end deliver it all the same. */
export const shakyRuns: readonly Scenario[] = [
  shaky('flaky-503-three-times', 'three times 503, then works', ({ count, now }, prediction) =>
    count <= 3 ? gatewayError(503, '无可用渠道', now) : json(200, prediction),
  ),
  shaky(
    'flaky-500-while-running',
    'works once, answers 500 to the next three, then recovers',
    ({ count, now }, prediction) =>
      count >= 2 && count <= 4
        ? gatewayError(500, 'bad response status code 500', now)
        : json(200, prediction),
  ),
  shaky(
    'flaky-429-once',
    'works once, then 429 with Retry-After 3, then works',
    ({ count, now }, prediction) =>
      count === 2
        ? gatewayError(429, '请求过于频繁', now, { 'Retry-After': '3' })
        : json(200, prediction),
  ),
  shaky('flaky-reset-every-other', 'every second connection is reset', ({ count }, prediction) =>
    count % 2 === 0 ? 'reset' : json(200, prediction),
  ),
  shaky(
    'flaky-html-every-other',
    'every second answer is an HTML page with 200',
    ({ count }, prediction) =>
      count % 2 === 0 ? html(200, 'Just a moment...') : json(200, prediction),
  ),
  shaky(
    'flaky-log-trimmed',
    'from 8 s on the gateway leaves out the first 600 characters of the log',
    ({ now, firstAt }, prediction) =>
      json(200, now - firstAt < 8000 ? prediction : withTrimmedLog(prediction)),
  ),
];

function shaky(
  id: string,
  does: string,
  answer: (ask: Ask, prediction: PredictionJson) => Answer,
): Scenario {
  const run = sameRun(id, does);
  return { id, group: 'flaky', does, answer: (ask) => answer(ask, predictionAt(run, ask)) };
}

function sameRun(id: string, does: string): LiveRun {
  return {
    id,
    does,
    model: 'black-forest-labs/flux-dev',
    version: 'hidden',
    input: { prompt: 'a lake under the moon' },
    phases: [
      ['starting', 2],
      ['processing', 14],
    ],
    log: bar({ from: 0.5, to: 13, total: 50, redraw: '\n' }),
    output: ({ ended, file }) => ended && [file('lake-4.webp')],
    ending: { status: 'succeeded', metrics: { image_count: 1 } },
  };
}

function withTrimmedLog(prediction: PredictionJson): PredictionJson {
  return { ...prediction, logs: String(prediction['logs']).slice(600) };
}
