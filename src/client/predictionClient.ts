import { setImmediate as afterOthers } from 'node:timers/promises';

import { decodePrediction, type Prediction } from '../prediction/prediction';
import { answerLimits, readAnswerBody } from './answerBody';
import { ApiError } from './apiError';
import { hostOf, type Endpoint } from './endpoint';
import { errorFromAnswer, errorFromResponse, isWebPage } from './errorResponse';
import type { Fetch, FetchResponse } from './fetch';
import { parseHttpDate } from './httpDate';
import { errorWithoutKey, withoutKey } from './keyRedaction';
import { errorFromFailure } from './networkError';

/** Characters beyond which each step of the reading takes so long that others go in between. */
const longAnswer = 1_000_000;

export interface Answer {
  /** What the server sent, unaltered: JSON. */
  readonly text: string;
  readonly prediction: Prediction;
  /** What the server's clock said, in milliseconds since 1970; undefined where it did not tell. */
  readonly serverTime: number | undefined;
}

export interface RequestOptions {
  readonly signal: AbortSignal;
  readonly timeoutSeconds: number;
}

/** The API over HTTP. Builds every URL from the base URL and the id: `urls.*` are never followed. */
export class PredictionClient {
  constructor(
    private readonly fetch: Fetch,
    private readonly limits = answerLimits,
  ) {}

  /**
   * `GET {baseUrl}/predictions/{id}`.
   * @throws ApiError for everything but a prediction.
   */
  async get(id: string, endpoint: Endpoint, options: RequestOptions): Promise<Answer> {
    const host = hostOf(endpoint.baseUrl);
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort();
    }, options.timeoutSeconds * 1000);
    try {
      const { response, body } = await this.#ask(
        id,
        endpoint,
        AbortSignal.any([options.signal, deadline.signal]),
      );
      return readAnswer(id, host, response, body);
    } catch (failure) {
      if (options.signal.aborted) throw new ApiError('cancelled', { host }, { cause: failure });
      if (deadline.signal.aborted) throw new ApiError('timed-out', { host }, { cause: failure });
      throw errorWithoutKey(errorFromFailure(host, failure), endpoint.key);
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(
    id: string,
    endpoint: Endpoint,
    signal: AbortSignal,
  ): Promise<{ response: FetchResponse; body: string }> {
    const response = await this.fetch(`${endpoint.baseUrl}/predictions/${encodeURIComponent(id)}`, {
      headers: { Authorization: `Bearer ${endpoint.key}`, Accept: 'application/json' },
      redirect: 'manual',
      signal,
    });
    const text = await readAnswerBody(response, this.limits);
    if (text.length > longAnswer) await afterOthers();
    // A server that repeats the key must not bring it into a message, a file or the page.
    const body = withoutKey(text, endpoint.key);
    if (body.length > longAnswer) await afterOthers();
    return { response, body };
  }
}

function readAnswer(id: string, host: string, response: FetchResponse, body: string): Answer {
  const { status } = response;
  if (status < 200 || status > 299) throw errorFromResponse(host, response, body, Date.now());
  if (body.trim() === '') throw new ApiError('empty-answer', { host, status });
  const json = parseJson(host, response, body);
  const prediction = decodePrediction(json);
  if (prediction?.id === id) {
    const serverTime = parseHttpDate(response.headers.get('date') ?? '');
    return { text: body, prediction, serverTime };
  }
  throw errorFromAnswer(host, status, body) ?? new ApiError('unknown-answer', { host, status });
}

function parseJson(host: string, { status, headers }: FetchResponse, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (failure) {
    const kind = isWebPage(headers, body) ? 'web-page' : 'broken-answer';
    throw new ApiError(kind, { host, status }, { cause: failure });
  }
}
