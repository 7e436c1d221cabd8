import { formatDuration } from '../duration';
import { english } from '../localization';
import type { Stage } from './stageBar';

/**
 * What is left of a bar in a log: `KSampler 40/40 · 7.9 s · 5.07 it/s · loss=0.05`. A log keeps the
 * language that it was written in.
 */
export function stageLine({ label, amounts, secondsElapsed, rateText, fields }: Stage): string {
  let line = label === '' ? amounts : `${label} ${amounts}`;
  if (secondsElapsed !== undefined) line += ` · ${formatDuration(secondsElapsed, english)}`;
  if (rateText !== '') line += ` · ${rateText}`;
  for (const { name, value } of fields) line += ` · ${name === '' ? value : `${name}=${value}`}`;
  return line;
}
