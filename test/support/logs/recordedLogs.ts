import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A log of one shape. */
export interface RecordedLog {
  readonly shape: string;
  readonly logs: string;
}

/** Shapes that logs of public models have. */
export function logSamples(): readonly RecordedLog[] {
  return readLogs('log-samples.json');
}

/** What tqdm writes, as `record.py` beside the file has recorded it. */
export function tqdmLogs(): readonly RecordedLog[] {
  return readLogs('tqdm.json');
}

function readLogs(name: string): readonly RecordedLog[] {
  const file = path.join(__dirname, '../../fixtures/logs', name);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly RecordedLog[];
}
