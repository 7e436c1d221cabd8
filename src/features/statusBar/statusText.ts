import { ApiError } from '../../client/apiError';
import type { Localization } from '../../prediction/localization';
import { isTerminal, modelName } from '../../prediction/prediction';
import { spoken } from '../../prediction/spoken';
import { describeState, formatPercent } from '../../prediction/summary';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';

export interface StatusText {
  /** With its icon. */
  readonly text: string;
  /** For screen readers: without it, and with whose words they are. */
  readonly label: string;
  readonly tooltip: string;
}

/** What the item tells of. */
export interface StatusFacts {
  readonly running: readonly TrackedPrediction[];
  /** Those that have ended, and that the person has yet to see. */
  readonly ended: readonly TrackedPrediction[];
  /** How many are tracked. */
  readonly size: number;
  /** Of those that run. */
  readonly runningIcon: string;
}

const maxTooltipLines = 10;

export function statusText(facts: StatusFacts, l10n: Localization): StatusText {
  const { running, ended, size, runningIcon } = facts;
  const failed = ended.filter(({ brief }) => brief.status === 'failed');
  const tooltip = [...running, ...ended]
    .slice(0, maxTooltipLines)
    .map((tracked) => describeOne(tracked, l10n))
    .join('\n');
  const show = (icon: string, words: string): StatusText => ({
    text: `$(${icon}) ${words.replaceAll('$(', '$ (')}`,
    label: l10n.t('{0}: {1}', l10n.t('DeerAPI Predictions'), spoken(words, l10n)),
    tooltip,
  });
  if (running.length > 0) {
    return show(iconOfRunning(running, runningIcon), describeRunning(running, l10n));
  }
  const [only] = ended;
  if (only !== undefined && ended.length === 1) {
    return show(iconOfEnd(only), describeOne(only, l10n));
  }
  if (failed.length > 0) return show('error', l10n.t('{0} failed', failed.length));
  if (ended.length > 0) return show('check', l10n.t('{0} done', ended.length));
  return show(
    'list-unordered',
    size === 1 ? l10n.t('1 prediction') : l10n.t('{0} predictions', size),
  );
}

function iconOfRunning(running: readonly TrackedPrediction[], icon: string): string {
  const followed = running.filter((tracked) => !isPaused(tracked));
  if (followed.length === 0) return 'debug-pause';
  return isOld(followed) ? 'warning' : icon;
}

function isPaused({ marks }: TrackedPrediction): boolean {
  return marks.has('paused');
}

function iconOfEnd({ brief }: TrackedPrediction): string {
  if (brief.status === 'failed') return 'error';
  return brief.status === 'succeeded' ? 'check' : 'circle-slash';
}

function describeRunning(running: readonly TrackedPrediction[], l10n: Localization): string {
  const [only] = running;
  if (only !== undefined && running.length === 1) return describeOne(only, l10n);
  const words = [l10n.t('{0} running', running.length)];
  words.push(
    ...describeMean(
      running.filter((tracked) => !isPaused(tracked)),
      l10n,
    ),
  );
  return [...words, ...describeAge(running, l10n)].join(' · ');
}

function isOld(predictions: readonly TrackedPrediction[]): boolean {
  return predictions.every(({ failure }) => failure !== undefined);
}

function describeAge(all: readonly TrackedPrediction[], l10n: Localization): string[] {
  const predictions = all.filter((tracked) => isTerminal(tracked.brief) || !isPaused(tracked));
  if (predictions.length === 0) return [l10n.t('paused')];
  if (!isOld(predictions)) return [];
  const isOffline = predictions.every(
    ({ failure }) => failure?.error instanceof ApiError && failure.error.isOffline,
  );
  return [isOffline ? l10n.t('offline') : l10n.t('not updated')];
}

function describeOne(tracked: TrackedPrediction, l10n: Localization): string {
  const { id, brief, progress } = tracked;
  const name = modelName(brief) || id.slice(0, 8);
  const state = describeState(brief, progress, l10n);
  return [name, state, ...describeAge([tracked], l10n)].join(' · ');
}

/** The mean of those whose log or earlier runs tell how far they are: an estimate where one of them is. */
function describeMean(running: readonly TrackedPrediction[], l10n: Localization): string[] {
  let count = 0;
  let sum = 0;
  let hasEstimate = false;
  for (const { progress } of running) {
    if (progress?.fraction === undefined) continue;
    count++;
    sum += progress.fraction;
    hasEstimate ||= progress.isEstimate;
  }
  if (count === 0) return [];
  const percent = formatPercent(sum / count, l10n);
  return [hasEstimate ? `~${percent}` : percent];
}
