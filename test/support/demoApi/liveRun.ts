import { logAt } from './logScript';
import type { LogPiece } from './logScript';
import { json } from './scenario';
import type { Ask, PredictionJson, Scenario } from './scenario';
import { timestamp } from './timestamp';

/** How far a run has come, for its output to be read from. */
export interface Moment {
  /** Seconds since the run began; its whole length once it has ended. */
  readonly ran: number;
  readonly ended: boolean;
  /** Its URL. */
  readonly file: (name: string) => string;
}

/** A prediction that lives: what it does is written down, what it shows depends on the clock. */
export interface LiveRun {
  readonly id: string;
  readonly does: string;
  /** Left out where the API leaves it out. */
  readonly model?: string;
  readonly version: string;
  readonly input: PredictionJson;
  /** Each status and how many seconds it lasts, before the last one. */
  readonly phases: readonly (readonly [status: string, seconds: number])[];
  readonly ending: {
    readonly status: 'succeeded' | 'failed' | 'canceled' | 'aborted';
    readonly error?: string;
    readonly metrics?: Readonly<Record<string, number>>;
  };
  /** Times count from the start of `processing`. */
  readonly log: readonly LogPiece[];
  /** What `logs` holds while there is nothing to tell. */
  readonly emptyLog?: null;
  /** `false` stands for null: nothing yet. */
  readonly output?: (moment: Moment) => unknown;
  readonly fractionDigits?: number;
}

export function liveScenario(run: LiveRun): Scenario {
  return {
    id: run.id,
    group: 'live',
    does: run.does,
    answer: (ask) => json(200, predictionAt(run, ask)),
  };
}

/** Seconds from the first ask to the end. */
export function lifetime(run: LiveRun): number {
  return run.phases.reduce((sum, [, seconds]) => sum + seconds, 0);
}

export function predictionAt(run: LiveRun, ask: Ask): PredictionJson {
  const elapsed = (ask.now - ask.firstAt) / 1000;
  const lasts = lifetime(run);
  const ended = elapsed >= lasts;
  const begins = secondsUntil(run, 'processing');
  const ran = Math.min(elapsed, lasts) - begins;
  const running = ran >= 0;
  const at = (seconds: number): number => ask.firstAt + seconds * 1000;
  const { emptyLog = '', fractionDigits = 9 } = run;

  return {
    id: run.id,
    ...(run.model === undefined ? {} : { model: run.model }),
    version: run.version,
    input: run.input,
    logs: (running ? logAt(run.log, ran) : '') || emptyLog,
    output: running ? outputAt(run, { ran, ended, file: fileUrl(ask.origin) }) : null,
    data_removed: false,
    error: ended ? (run.ending.error ?? null) : null,
    status: ended ? run.ending.status : statusAt(run, elapsed),
    created_at: timestamp(ask.firstAt, 3),
    started_at: running ? timestamp(at(begins), fractionDigits) : null,
    completed_at: ended ? timestamp(at(lasts), fractionDigits) : null,
    ...(ended ? { metrics: metricsOf(run, lasts, running ? ran : undefined) } : {}),
    urls: replicateUrls(run.id),
  };
}

/** Replicate's own addresses, as DeerAPI passes them on: the key must never go there. */
export function replicateUrls(id: string): PredictionJson {
  const get = `https://api.replicate.com/v1/predictions/${id}`;
  return {
    get,
    cancel: `${get}/cancel`,
    stream: `https://stream.replicate.com/v1/files/demo-${id}`,
    web: `https://replicate.com/p/${id}`,
  };
}

export function fileUrl(origin: string): (name: string) => string {
  return (name) => `${origin}/files/${name}`;
}

function statusAt(run: LiveRun, elapsed: number): string {
  let ends = 0;
  for (const [status, seconds] of run.phases) {
    ends += seconds;
    if (elapsed < ends) return status;
  }
  return run.ending.status;
}

function outputAt(run: LiveRun, moment: Moment): unknown {
  const output = run.output?.(moment) ?? false;
  return output === false ? null : output;
}

/** Infinity where the run ends before it ever gets there. */
function secondsUntil(run: LiveRun, wanted: string): number {
  let begins = 0;
  for (const [status, seconds] of run.phases) {
    if (status === wanted) return begins;
    begins += seconds;
  }
  return Infinity;
}

function metricsOf(run: LiveRun, total: number, ran: number | undefined): PredictionJson {
  return {
    ...(ran === undefined ? {} : { predict_time: ran }),
    total_time: total,
    ...run.ending.metrics,
  };
}
