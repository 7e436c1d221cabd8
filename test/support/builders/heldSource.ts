import assert from 'node:assert/strict';

import { decodePrediction } from '../../../src/prediction/prediction';
import type {
  AskOptions,
  PredictionSource,
  SourceAnswer,
} from '../../../src/tracking/trackedPrediction';
import { baseUrl, type AnswerJson } from './predictions';

export interface HeldRequest {
  readonly id: string;
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  readonly options: AskOptions;
  /** With JSON, or with a text that holds some. */
  answer(json: AnswerJson | string): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** A source that answers when, and as, the test says. */
export class HeldSource implements PredictionSource {
  baseUrl = baseUrl;
  readonly requests: HeldRequest[] = [];
  /** What its clock shows with each answer. */
  serverTime: number | undefined;
  /** Whether it ends a request that is aborted; else that stays open until it is answered. */
  heedsAbort = true;

  get(id: string, from: string, options: AskOptions): Promise<SourceAnswer> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        if (this.heedsAbort) reject(new Error('aborted'));
      });
      this.requests.push({
        id,
        baseUrl: from,
        signal,
        options,
        answer: (json) => {
          const text = typeof json === 'string' ? json : JSON.stringify(json);
          const prediction = decodePrediction(JSON.parse(text));
          assert.ok(prediction);
          resolve({ text, prediction, serverTime: this.serverTime });
          return settled();
        },
        fail: (error) => {
          reject(error);
          return settled();
        },
      });
    });
  }

  /** The latest request. */
  get last(): HeldRequest {
    const request = this.requests.at(-1);
    assert.ok(request, 'nothing was asked for');
    return request;
  }
}

/** Lets everything that waits for a promise, and for no I/O, happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
