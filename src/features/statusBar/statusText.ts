import { ApiError } from '../../client/apiError';
import type { Localization } from '../../prediction/localization';
import { isTerminal, modelName } from '../../prediction/prediction';
import { describeState, formatPercent } from '../../prediction/summary';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';

export interface StatusText {
  /** With its icon. */
  readonly text: string;
  /** For screen readers, without. */
  readonly label: string;
  readonly tooltip: string;
}

/** @param unseen Ids of those that ended, and were not looked at since. */
export function statusText(
  list: readonly TrackedPrediction[],
  unseen: ReadonlySet<string>,
  l10n: Localization,
): StatusText {
  const running = list.filter(({ prediction }) => !isTerminal(prediction));
  const ended = list.filter(({ id }) => unseen.has(id));
  const failed = ended.filter(({ prediction }) => prediction.status === 'failed');
  const tooltip = list
    .slice(0, 10)
    .map((tracked) => describeOne(tracked, l10n))
    .join('\n');
  const show = (icon: string, words: string): StatusText => ({
    text: `$(${icon}) ${words.replaceAll('$(', '$ (')}`,
    label: words,
    tooltip,
  });
  if (running.length > 0) {
    return show(isOld(running) ? 'warning' : 'sync~spin', describeRunning(running, l10n));
  }
  const [only] = ended;
  if (only !== undefined && ended.length === 1) {
    return show(iconOfEnd(only), describeOne(only, l10n));
  }
  if (failed.length > 0) return show('error', l10n.t('{0} failed', failed.length));
  if (ended.length > 0) return show('check', l10n.t('{0} done', ended.length));
  return show(
    'list-unordered',
    list.length === 1 ? l10n.t('1 prediction') : l10n.t('{0} predictions', list.length),
  );
}

function iconOfEnd({ prediction }: TrackedPrediction): string {
  if (prediction.status === 'failed') return 'error';
  return prediction.status === 'succeeded' ? 'check' : 'circle-slash';
}

function describeRunning(running: readonly TrackedPrediction[], l10n: Localization): string {
  const [only] = running;
  if (only !== undefined && running.length === 1) return describeOne(only, l10n);
  const words = [l10n.t('{0} running', running.length)];
  const progress = meanProgress(running);
  if (progress !== undefined) words.push(formatPercent(progress, l10n));
  return [...words, ...describeAge(running, l10n)].join(' · ');
}

function isOld(predictions: readonly TrackedPrediction[]): boolean {
  return predictions.every(({ failure }) => failure !== undefined);
}

function describeAge(predictions: readonly TrackedPrediction[], l10n: Localization): string[] {
  if (!isOld(predictions)) return [];
  const isOffline = predictions.every(
    ({ failure }) => failure?.error instanceof ApiError && failure.error.isOffline,
  );
  return [isOffline ? l10n.t('offline') : l10n.t('not updated')];
}

function describeOne(tracked: TrackedPrediction, l10n: Localization): string {
  const { id, prediction, progress } = tracked;
  const name = modelName(prediction) || id.slice(0, 8);
  const state = describeState(prediction, progress, l10n);
  return [name, state, ...describeAge([tracked], l10n)].join(' · ');
}

/** Of those whose log has a bar; undefined where none has. */
function meanProgress(running: readonly TrackedPrediction[]): number | undefined {
  const fractions = running.flatMap(({ progress }) =>
    progress === undefined ? [] : [progress.fraction],
  );
  if (fractions.length === 0) return undefined;
  return fractions.reduce((sum, fraction) => sum + fraction, 0) / fractions.length;
}
