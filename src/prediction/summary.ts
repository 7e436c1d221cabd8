import type { Localization } from './localization';
import { LogText } from './logText';
import { isTerminal, runSeconds, type Prediction, type PredictionBrief } from './prediction';
import { singleLine } from './displayText';

/** How far a running prediction is. */
export interface RunProgress {
  /** 0 to 1, never 1 while it runs. */
  readonly fraction: number;
  readonly secondsLeft: number | undefined;
}

/** Characters of the log in which its last bar must stand, so that a long log costs no time. */
const lastPart = 65_536;

/** What the last bar in its log says; undefined where there is none or it has ended. */
export function runProgress(prediction: Prediction): RunProgress | undefined {
  if (isTerminal(prediction)) return undefined;
  const log = new LogText();
  log.update(prediction.logs.slice(-lastPart));
  const { bar } = log;
  if (bar === undefined) return undefined;
  return { fraction: bar.current / bar.total, secondsLeft: bar.secondsLeft };
}

/** `starting` · `45% · 8 s left` · `succeeded · 8.7 s` · `failed · NSFW content detected`. */
export function describeState(
  prediction: PredictionBrief,
  progress: RunProgress | undefined,
  l10n: Localization,
): string {
  const state = stateName(prediction.status, l10n);
  if (!isTerminal(prediction)) {
    return progress === undefined ? state : describeProgress(progress, l10n);
  }
  return [state, detailOfEnd(prediction, l10n)].filter((part) => part !== '').join(' · ');
}

/** `45%` · `45% · 8 s left`. */
export function describeProgress(progress: RunProgress, l10n: Localization): string {
  const percent = formatPercent(progress.fraction, l10n);
  if (progress.secondsLeft === undefined || progress.secondsLeft === 0) return percent;
  return `${percent} · ${l10n.t('{0} left', formatDuration(progress.secondsLeft, l10n))}`;
}

/** The state in words; one that nobody documented stays as the server wrote it. */
export function stateName(status: string, l10n: Localization): string {
  switch (status) {
    case '':
      return l10n.t('waiting');
    case 'starting':
      return l10n.t('starting');
    case 'processing':
      return l10n.t('processing');
    case 'succeeded':
      return l10n.t('succeeded');
    case 'failed':
      return l10n.t('failed');
    case 'canceled':
      return l10n.t('canceled');
    case 'aborted':
      return l10n.t('aborted');
    default:
      return singleLine(status, 40);
  }
}

/** `8.7 s` · `42 s` · `3 min 5 s` · `1 h 20 min`. */
export function formatDuration(seconds: number, l10n: Localization): string {
  if (seconds < 9.95) return l10n.t('{0} s', (Math.round(seconds * 10) / 10).toString());
  const whole = Math.round(seconds);
  if (whole < 60) return l10n.t('{0} s', whole);
  if (whole < 3600) return l10n.t('{0} min {1} s', Math.floor(whole / 60), whole % 60);
  return l10n.t('{0} h {1} min', Math.floor(whole / 3600), Math.floor((whole % 3600) / 60));
}

export function formatPercent(fraction: number, l10n: Localization): string {
  // 29 / 100 * 100 is a little less than 29.
  return l10n.t('{0}%', Math.floor(fraction * 100 + 1e-9));
}

function detailOfEnd(prediction: PredictionBrief, l10n: Localization): string {
  if (prediction.status === 'failed') return singleLine(prediction.error, 80);
  const seconds = runSeconds(prediction);
  return seconds === undefined ? '' : formatDuration(seconds, l10n);
}
