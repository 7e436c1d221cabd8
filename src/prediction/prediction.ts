import * as v from 'valibot';

import { cutText, jsonText, singleLine } from './displayText';
import { failureReason } from './failureReason';

/** What lists tell of a prediction: small, so that thousands of them fit in memory. */
export interface PredictionBrief {
  readonly id: string;
  /** `owner/name`, or empty. */
  readonly model: string;
  /** 64 hex digits, `hidden`, `dp-…`, or empty. */
  readonly version: string;
  /** One of the six documented states, or whatever a gateway sent instead; empty before any answer. */
  readonly status: string;
  /** Empty where there is none; long ones are cut. */
  readonly error: string;
  /** The server has deleted input, output and logs, though it once had them. */
  readonly dataRemoved: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number | undefined;
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  /** Seconds that the model worked, as the API measured it. */
  readonly predictSeconds: number | undefined;
  readonly hasOutput: boolean;
  /** Its page on replicate.com; empty where the answer named none. */
  readonly webUrl: string;
}

/** One run of a model, as decoded from an API answer. What an answer lacks is empty here. */
export interface Prediction extends PredictionBrief {
  readonly input: unknown;
  /** Any JSON; null where there is none. */
  readonly output: unknown;
  /** Whole. */
  readonly error: string;
  /** Raw terminal output. */
  readonly logs: string;
  /** Seconds, counts and whatever else a model adds. */
  readonly metrics: Readonly<Record<string, unknown>>;
}

/** In the order in which they are told. */
export const terminalStates: ReadonlySet<string> = new Set([
  'succeeded',
  'failed',
  'canceled',
  'aborted',
]);
const runningStates = new Set(['starting', 'processing']);

/** Whether nothing more will happen to it. A state that nobody documented goes on until it is completed. */
export function isTerminal({
  status,
  completedAt,
}: Pick<PredictionBrief, 'status' | 'completedAt'>): boolean {
  if (runningStates.has(status)) return false;
  return terminalStates.has(status) || completedAt !== undefined;
}

const text = v.fallback(v.string(), '');
const moment = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => {
      const milliseconds = typeof value === 'string' ? Date.parse(value) : NaN;
      return Number.isNaN(milliseconds) ? undefined : milliseconds;
    }),
  ),
);
const errorText = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => {
      if (value === null) return '';
      return typeof value === 'string' ? value : jsonText(value);
    }),
  ),
  '',
);

const answer = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  model: text,
  version: text,
  status: v.pipe(v.string(), v.minLength(1)),
  input: v.optional(v.unknown(), null),
  output: v.optional(v.unknown(), null),
  error: errorText,
  logs: text,
  metrics: v.fallback(v.record(v.string(), v.unknown()), {}),
  data_removed: v.fallback(v.boolean(), false),
  created_at: moment,
  started_at: moment,
  completed_at: moment,
  urls: v.fallback(v.object({ web: text }), { web: '' }),
});

/**
 * Reads an API answer tolerantly: every field but `id` and `status` may be missing or of another
 * type. Gives undefined for what is no prediction at all.
 */
export function decodePrediction(json: unknown): Prediction | undefined {
  const decoded = v.safeParse(answer, json);
  if (!decoded.success) return undefined;
  const { data_removed, created_at, started_at, completed_at, urls, ...same } = decoded.output;
  return {
    ...same,
    dataRemoved: data_removed,
    createdAt: created_at,
    startedAt: started_at,
    completedAt: completed_at,
    predictSeconds: duration(same.metrics['predict_time']),
    hasOutput: same.output !== null,
    webUrl: webUrlOf(urls.web),
  };
}

/** Errors longer than this are whole only in the answer itself. */
const briefErrorLength = 500;

export function briefOf(prediction: Prediction): PredictionBrief {
  const { id, model, version, status, dataRemoved, hasOutput, webUrl } = prediction;
  const { createdAt, startedAt, completedAt, predictSeconds } = prediction;
  return {
    id,
    model: cutText(model, 200),
    version: cutText(version, 200),
    status: cutText(status, 100),
    error: cutText(failureReason(prediction), briefErrorLength),
    dataRemoved,
    createdAt,
    startedAt,
    completedAt,
    predictSeconds,
    hasOutput,
    webUrl,
  };
}

/** What is known of one before its first answer. */
export function unknownBrief(id: string): PredictionBrief {
  return {
    id,
    model: '',
    version: '',
    status: '',
    error: '',
    dataRemoved: false,
    createdAt: undefined,
    startedAt: undefined,
    completedAt: undefined,
    predictSeconds: undefined,
    hasOutput: false,
    webUrl: '',
  };
}

/** One of which no more is known than its brief tells. */
export function predictionOfBrief(brief: PredictionBrief): Prediction {
  return { ...brief, input: null, output: null, logs: '', metrics: {} };
}

/** Seconds that the model worked, as the API measured it or as its timestamps tell. */
export function runSeconds(prediction: PredictionBrief): number | undefined {
  const { predictSeconds, startedAt, completedAt } = prediction;
  if (predictSeconds !== undefined) return predictSeconds;
  if (startedAt === undefined || completedAt === undefined) return undefined;
  return Math.max(0, (completedAt - startedAt) / 1000);
}

/** The model's name without its owner, on one line; or empty. */
export function modelName({ model }: Pick<PredictionBrief, 'model'>): string {
  return singleLine(model.slice(model.lastIndexOf('/') + 1), 80);
}

/** Seconds; undefined for what cannot be. */
function duration(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A gateway may name any address: only Replicate's own pages are ever opened. */
function webUrlOf(text: string): string {
  if (text.length > 500 || !URL.canParse(text)) return '';
  const { protocol, hostname, username, password, port, href } = new URL(text);
  const isReplicate = hostname === 'replicate.com' || hostname === 'www.replicate.com';
  const isPlain = username === '' && password === '' && port === '';
  return protocol === 'https:' && isReplicate && isPlain ? href : '';
}
