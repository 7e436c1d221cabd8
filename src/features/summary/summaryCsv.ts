import { runSeconds } from '../../prediction/prediction';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';

const columns = [
  'id',
  'model',
  'version',
  'status',
  'created_at',
  'started_at',
  'completed_at',
  'queue_seconds',
  'run_seconds',
  'error',
  'base_url',
];

/** A row for each prediction, as RFC 4180 has it. */
export function summaryCsv(predictions: readonly TrackedPrediction[]): string {
  const rows = predictions.map(({ id, baseUrl, brief }) => {
    const { model, version, status, createdAt, startedAt, completedAt, error } = brief;
    const queued =
      createdAt === undefined || startedAt === undefined ? '' : (startedAt - createdAt) / 1000;
    const moments = [createdAt, startedAt, completedAt].map(moment);
    return [
      id,
      model,
      version,
      status,
      ...moments,
      queued,
      runSeconds(brief) ?? '',
      error,
      baseUrl,
    ];
  });
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function moment(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : new Date(milliseconds).toISOString();
}

/**
 * A spreadsheet takes what begins so for a formula, which a server must not write: some also where
 * blanks stand before it, or where its sign is one of full width.
 */
const formula = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
