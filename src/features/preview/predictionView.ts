import { singleLine } from '../../prediction/displayText';
import { formatDuration } from '../../prediction/duration';
import { failureReason, failureText } from '../../prediction/failureReason';
import type { Localization } from '../../prediction/localization';
import type { Stage } from '../../prediction/log/stageBar';
import { isTerminal, modelName, type Prediction } from '../../prediction/prediction';
import { spoken } from '../../prediction/spoken';
import { describeState, stateName } from '../../prediction/summary';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';
import { sectionViews } from './details';
import type { PredictionView, ShownOutput, StageView } from './messages';
import { pageText } from './pageText';
import { pageWords } from './pageWords';

/** More stages are history: the log has them. */
const mostStages = 8;
const longestLogLine = 500;

export interface ShownParts {
  readonly opened: OpenedPrediction;
  readonly isPinned: boolean;
  readonly outputs: readonly ShownOutput[];
  /** At least so many more are not among them. */
  readonly leftOut: number;
  /** Why what is known is old; empty where it is not. */
  readonly staleness: string;
  /** What its log tells of a run; empty for one that has ended. */
  readonly stages: readonly Stage[];
  readonly logLines: readonly string[];
  /** The address of an input's image in the archive. */
  readonly imageOf: (value: unknown) => string | undefined;
}

/** Puts what is known of a prediction into the words and order that the page shows. */
export function predictionView(shown: ShownParts, l10n: Localization): PredictionView {
  const { opened, isPinned, outputs, leftOut, staleness, stages, logLines, imageOf } = shown;
  const { id, progress } = opened;
  const { prediction } = opened.whole;
  const isRunning = !isTerminal(prediction);
  const brief = { ...prediction, error: '' };
  return {
    id,
    isPinned,
    title: modelName(prediction) || id,
    model: singleLine(prediction.model, 200),
    status: prediction.status,
    state: describeState(brief, progress, l10n),
    announcement: announcementOf(prediction, l10n),
    isRunning,
    fraction: progress?.fraction,
    notes: [...notesOf(opened, staleness, l10n), ...leftOutNote(leftOut, l10n)],
    error: pageText(failureText(prediction)),
    stages: stages.map((stage) => stageView(stage, stages, l10n)).slice(-mostStages),
    logLines: logLines.map(logLine),
    outputs: [...outputs],
    placeholder: placeholderOf(prediction, l10n),
    sections: sectionViews(prediction, imageOf, l10n),
    words: pageWords(l10n),
  };
}

/** Neither each percent nor each second is news to who listens. */
function announcementOf(prediction: Prediction, l10n: Localization): string {
  if (!isTerminal(prediction)) return stateName(prediction.status, l10n);
  const ended = { ...prediction, error: failureReason(prediction) };
  return spoken(describeState(ended, undefined, l10n), l10n);
}

function logLine(line: string): string {
  return pageText(line.length > longestLogLine ? `${line.slice(0, longestLogLine)}…` : line);
}

function stageView(stage: Stage, all: readonly Stage[], l10n: Localization): StageView {
  const { current, total, amounts, rateText, secondsElapsed, secondsLeft, hasEnded } = stage;
  const isAtWork = !hasEnded && secondsLeft !== undefined && secondsLeft > 0;
  const time = isAtWork
    ? l10n.t('{0} left', formatDuration(secondsLeft, l10n))
    : secondsElapsed && formatDuration(secondsElapsed, l10n);
  const parts = [amounts, rateText, time].filter((part) => part !== undefined && part !== '');
  return {
    label: singleLine(stage.label, 80) || nameOfStage(stage, all, l10n),
    text: singleLine(parts.join(' · '), 120),
    fraction: total ? Math.min(1, Math.max(0, current / total)) : undefined,
    hasEnded,
  };
}

/** Of one without a label: its number among those that do the run's own work. */
function nameOfStage(stage: Stage, all: readonly Stage[], l10n: Localization): string {
  if (stage.isPreparing) return l10n.t('download');
  const before = all.slice(0, all.indexOf(stage) + 1);
  return l10n.t('stage {0}', before.filter((each) => !each.isPreparing && !each.isNested).length);
}

function notesOf(
  { whole: { prediction, answerAfterDeletion } }: OpenedPrediction,
  staleness: string,
  l10n: Localization,
): string[] {
  const notes: string[] = [];
  if (staleness !== '') notes.push(staleness);
  if (prediction.dataRemoved) {
    notes.push(
      answerAfterDeletion === ''
        ? l10n.t('The server had already deleted its input, outputs and log.')
        : l10n.t('The server has deleted this prediction; what you see was kept here.'),
    );
  }
  return notes;
}

function leftOutNote(leftOut: number, l10n: Localization): string[] {
  if (leftOut === 0) return [];
  return [l10n.t('At least {0} more are not shown: Open as JSON has them all.', leftOut)];
}

function placeholderOf(prediction: Prediction, l10n: Localization) {
  if (prediction.status === '') return l10n.t('It has not been asked for yet.');
  if (prediction.status === 'starting') return l10n.t('Waiting for its turn…');
  if (!isTerminal(prediction)) return l10n.t('At work…');
  if (prediction.dataRemoved) return l10n.t('Its outputs are deleted.');
  return l10n.t('It made no output.');
}
