import { cutText, displayText, jsonText, singleLine } from '../../prediction/displayText';
import { failureText } from '../../prediction/failureReason';
import type { Localization } from '../../prediction/localization';
import { modelName, runSeconds, isTerminal, type Prediction } from '../../prediction/prediction';
import { describeState, formatDuration } from '../../prediction/summary';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';
import type { OutputView, PredictionView, SectionView } from './messages';

/** Longer texts are cut in the page; Open as JSON has them whole. */
export const maxTextLength = 20_000;
const maxFields = 300;

/** Puts what is known of a prediction into the words and order that the page shows. */
export function predictionView(
  opened: OpenedPrediction,
  outputs: readonly OutputView[],
  staleness: string,
  l10n: Localization,
): PredictionView {
  const { id, progress } = opened;
  const { prediction } = opened.whole;
  return {
    id,
    title: modelName(prediction) || id,
    model: singleLine(prediction.model, 200),
    status: prediction.status,
    state: describeState({ ...prediction, error: '' }, progress, l10n),
    isRunning: !isTerminal(prediction),
    fraction: progress?.fraction,
    notes: notesOf(opened, staleness, l10n),
    error: pageText(failureText(prediction)),
    outputs,
    placeholder: placeholderOf(prediction, l10n),
    sections: sectionsOf(prediction, l10n).filter(({ fields }) => fields.length > 0),
    words: {
      showLog: l10n.t('Show Log'),
      open: l10n.t('Open'),
      tryAgain: l10n.t('Try Again'),
      details: l10n.t('Details'),
    },
  };
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

function placeholderOf(prediction: Prediction, l10n: Localization) {
  if (prediction.status === '') return l10n.t('It has not been asked for yet.');
  if (prediction.status === 'starting') return l10n.t('Waiting for its turn…');
  if (!isTerminal(prediction)) return l10n.t('At work…');
  if (prediction.dataRemoved) return l10n.t('Its outputs are deleted.');
  return l10n.t('It made no output.');
}

function sectionsOf(prediction: Prediction, l10n: Localization): SectionView[] {
  const { input, metrics } = prediction;
  return [
    { title: l10n.t('Input'), fields: promptFirst(fieldsOf(input)) },
    { title: l10n.t('Metrics'), fields: fieldsOf(metrics) },
    { title: l10n.t('Times'), fields: timesOf(prediction, l10n) },
    { title: l10n.t('Prediction'), fields: identityOf(prediction, l10n) },
  ];
}

type Field = SectionView['fields'][number];

function fieldsOf(value: unknown): Field[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [{ name: '', text: textOf(value) }];
  return Object.entries(value)
    .slice(0, maxFields)
    .map(([name, item]: [string, unknown]) => ({
      name: singleLine(name, 100),
      text: textOf(item),
    }));
}

function promptFirst(fields: Field[]): Field[] {
  const isPrompt = ({ name }: Field) => name === 'prompt';
  return [...fields.filter(isPrompt), ...fields.filter((field) => !isPrompt(field))];
}

function timesOf(prediction: Prediction, l10n: Localization): Field[] {
  const { createdAt, startedAt, completedAt } = prediction;
  const fields: Field[] = [];
  const add = (name: string, text: string | undefined) => {
    if (text !== undefined) fields.push({ name, text });
  };
  add(l10n.t('created'), localTime(createdAt));
  add(l10n.t('started'), localTime(startedAt));
  add(l10n.t('completed'), localTime(completedAt));
  if (createdAt !== undefined && startedAt !== undefined) {
    add(l10n.t('queued for'), formatDuration(Math.max(0, startedAt - createdAt) / 1000, l10n));
  }
  const seconds = runSeconds(prediction);
  if (seconds !== undefined) add(l10n.t('ran for'), formatDuration(seconds, l10n));
  return fields;
}

function identityOf({ id, model, version }: Prediction, l10n: Localization): Field[] {
  const fields = [
    { name: l10n.t('ID'), text: id },
    { name: l10n.t('model'), text: singleLine(model, 200) },
    { name: l10n.t('version'), text: singleLine(version, 200) },
  ];
  return fields.filter(({ text }) => text !== '');
}

function localTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toLocaleString();
}

function textOf(value: unknown): string {
  return pageText(typeof value === 'string' ? value : jsonText(value, 2));
}

/** As a person may safely see it, and not longer than a page should hold. */
export function pageText(text: string): string {
  const shown = displayText(cutText(text, maxTextLength));
  return text.length > maxTextLength ? `${shown}…` : shown;
}
