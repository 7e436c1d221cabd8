import { formatDuration } from '../duration';
import type { Localization } from '../localization';
import type { Stage } from './stageBar';

/** A log keeps the language that it was written in. */
const untranslated: Localization = {
  t: (message, ...args) =>
    args.reduce<string>((text, arg, index) => text.replace(`{${index}}`, String(arg)), message),
};

/** What is left of a bar in a log: `KSampler 40/40 · 7.9 s · 5.07 it/s · loss=0.05`. */
export function stageLine({ label, amounts, secondsElapsed, rateText, fields }: Stage): string {
  let line = label === '' ? amounts : `${label} ${amounts}`;
  if (secondsElapsed !== undefined) line += ` · ${formatDuration(secondsElapsed, untranslated)}`;
  if (rateText !== '') line += ` · ${rateText}`;
  for (const { name, value } of fields) line += ` · ${name === '' ? value : `${name}=${value}`}`;
  return line;
}
