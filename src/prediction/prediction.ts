import * as v from 'valibot';

import { jsonText, singleLine } from './displayText';

/** One run of a model, as decoded from an API answer. What an answer lacks is empty here. */
export interface Prediction {
  readonly id: string;
  /** `owner/name`, or empty. */
  readonly model: string;
  /** 64 hex digits, `hidden`, `dp-…`, or empty. */
  readonly version: string;
  /** One of the six documented states, or whatever a gateway sent instead. */
  readonly status: string;
  readonly input: unknown;
  /** Any JSON; null where there is none. */
  readonly output: unknown;
  /** Empty where there is none. */
  readonly error: string;
  /** Raw terminal output. */
  readonly logs: string;
  /** Seconds, counts and whatever else a model adds. */
  readonly metrics: Readonly<Record<string, unknown>>;
  /** The server has deleted input, output and logs, though it once had them. */
  readonly dataRemoved: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number | undefined;
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
}

const terminalStates = new Set(['succeeded', 'failed', 'canceled', 'aborted']);
const runningStates = new Set(['starting', 'processing']);

/** Whether nothing more will happen to it. A state that nobody documented goes on until it is completed. */
export function isTerminal({ status, completedAt }: Prediction): boolean {
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
      if (value === undefined || value === null) return '';
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
});

/**
 * Reads an API answer tolerantly: every field but `id` and `status` may be missing or of another
 * type. Gives undefined for what is no prediction at all.
 */
export function decodePrediction(json: unknown): Prediction | undefined {
  const decoded = v.safeParse(answer, json);
  if (!decoded.success) return undefined;
  const { data_removed, created_at, started_at, completed_at, ...same } = decoded.output;
  return {
    ...same,
    dataRemoved: data_removed,
    createdAt: created_at,
    startedAt: started_at,
    completedAt: completed_at,
  };
}

/** Seconds that the model worked, as the API measured it or as its timestamps tell. */
export function runSeconds(prediction: Prediction): number | undefined {
  const measured = prediction.metrics['predict_time'];
  if (typeof measured === 'number' && Number.isFinite(measured)) return measured;
  const { startedAt, completedAt } = prediction;
  if (startedAt === undefined || completedAt === undefined) return undefined;
  return Math.max(0, (completedAt - startedAt) / 1000);
}

/** The model's name without its owner, on one line; or empty. */
export function modelName({ model }: Prediction): string {
  return singleLine(model.slice(model.lastIndexOf('/') + 1), 80);
}
