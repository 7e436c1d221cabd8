import { singleLine } from './displayText';
import { formatDuration } from './duration';
import type { Localization } from './localization';
import { formatNumber } from './numbers';
import { isTerminal, runSeconds, type Prediction, type PredictionBrief } from './prediction';
import { estimatedProgress, type LogProgress, type RunTimes } from './log/progress';

export { formatDuration } from './duration';

/** How far a running prediction is. */
export interface RunProgress {
  /**
   * Of the whole run, 0 to 0.99: it may stall, but never goes back. Undefined where nothing tells, as
   * while it only prepares.
   */
  readonly fraction: number | undefined;
  /** The fraction is that of time, by what earlier runs took: the log has no bar. */
  readonly isEstimate: boolean;
  /** Until the stage at work has ended; undefined where that is unknown. */
  readonly secondsLeft: number | undefined;
  /** Undefined while no bar is drawn: before the first, and behind one that has ended. */
  readonly stage: RunStage | undefined;
}

/** What is at work. */
export interface RunStage {
  /** On one line; may be empty. */
  readonly label: string;
  /** Among the stages that do the run's own work, from 1. */
  readonly number: number;
  /** 0 to 1; undefined where the total is unknown. */
  readonly fraction: number | undefined;
  /** What is done, with its unit where that says something: `3`, `20.5MB`. */
  readonly done: string;
  /** It loads or moves data. */
  readonly isPreparing: boolean;
}

/**
 * How far it is; undefined where it has ended, and where neither its log nor other runs tell.
 * @param log What a {@link LogText} that reads the prediction's log tells; undefined without a log.
 */
export function runProgress(
  prediction: Prediction,
  log: LogProgress | undefined,
  times: RunTimes,
): RunProgress | undefined {
  if (isTerminal(prediction)) return undefined;
  const estimate = log?.fraction === undefined ? wholePercent(estimatedProgress(times)) : undefined;
  const fraction = log?.fraction ?? estimate;
  if (fraction === undefined && log?.stage === undefined) return undefined;
  return {
    fraction,
    isEstimate: estimate !== undefined,
    secondsLeft: log?.secondsLeft,
    stage: log && stageAtWork(log),
  };
}

/** An estimate grows with each moment: less than a percent is no news. */
function wholePercent(fraction: number | undefined): number | undefined {
  return fraction && Math.floor(fraction * 100) / 100;
}

/** Whether both are told in the same words. */
export function isSameProgress(
  one: RunProgress | undefined,
  other: RunProgress | undefined,
): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function stageAtWork({ stages, stage, stageFraction }: LogProgress): RunStage | undefined {
  if (stage === undefined) return undefined;
  const { label, isPreparing, unit, current, amounts } = stage;
  const before = stages.slice(0, stages.indexOf(stage) + 1);
  const number = before.filter((other) => !other.isPreparing && !other.isNested).length;
  const done = unit === 'it' ? String(current) : amounts;
  return { label, number, fraction: stageFraction, done, isPreparing };
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

/** `45%` · `45% · 8 s left` · `~40%` · `Loading weights 71%` · `99% · Refine 45% · 6 s left`. */
export function describeProgress(progress: RunProgress, l10n: Localization): string {
  const { fraction, isEstimate, secondsLeft, stage } = progress;
  const words: string[] = [];
  if (fraction !== undefined) {
    const percent = formatPercent(fraction, l10n);
    words.push(isEstimate ? `~${percent}` : percent);
  }
  if (stage !== undefined && !isWhole(stage, fraction)) words.push(describeStage(stage, l10n));
  if (secondsLeft !== undefined && secondsLeft > 0) {
    words.push(l10n.t('{0} left', formatDuration(secondsLeft, l10n)));
  }
  return words.join(' · ');
}

/** Whether the stage tells what the whole run does. */
function isWhole({ fraction, isPreparing }: RunStage, ofRun: number | undefined): boolean {
  if (fraction === undefined || ofRun === undefined) return false;
  return !isPreparing && ofRun - fraction < 0.02;
}

function describeStage(stage: RunStage, l10n: Localization): string {
  const { label, number, fraction, done, isPreparing } = stage;
  const percent = fraction === undefined ? undefined : formatPercent(fraction, l10n);
  if (label === '' && isPreparing) return l10n.t('{0} downloaded', percent ?? done);
  const howFar = percent ?? l10n.t('{0} done', done);
  if (label !== '') return `${singleLine(label, 40)} ${howFar}`;
  return number === 1 ? howFar : l10n.t('stage {0}: {1}', number, howFar);
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

/** `4 succeeded` */
export function countInState(count: number, status: string, l10n: Localization): string {
  switch (status) {
    case 'succeeded':
      return l10n.t('{0} succeeded', count);
    case 'failed':
      return l10n.t('{0} failed', count);
    case 'canceled':
      return l10n.t('{0} canceled', count);
    case 'aborted':
      return l10n.t('{0} aborted', count);
    default:
      return `${formatNumber(count, l10n.language)} ${stateName(status, l10n)}`;
  }
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
