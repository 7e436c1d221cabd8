import { jsonText, singleLine } from '../../prediction/displayText';
import type { Localization } from '../../prediction/localization';
import { formatMoment } from '../../prediction/moments';
import { runSeconds, type Prediction } from '../../prediction/prediction';
import { formatDuration } from '../../prediction/summary';
import type { SectionId, SectionView } from './messages';
import { pageText } from './pageText';

const maxFields = 300;

/** A value with its name, as it is copied: whole, however long. */
interface Detail {
  readonly name: string;
  readonly value: unknown;
}

interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly details: readonly Detail[];
}

/**
 * What stands beside the outputs.
 * @param imageOf The address of an input's image in the archive; undefined where it has none.
 */
export function sectionViews(
  prediction: Prediction,
  imageOf: (value: unknown) => string | undefined,
  l10n: Localization,
): SectionView[] {
  return sectionsOf(prediction, l10n)
    .filter(({ details }) => details.length > 0)
    .map(({ id, title, details }) => ({
      id,
      title,
      fields: details.map(({ name, value }) => ({
        name: singleLine(name, 100),
        text: pageText(copyText(value)),
        image: id === 'input' ? imageOf(value) : undefined,
      })),
    }));
}

/** The whole of a value, to be copied; undefined where there is none. */
export function detailText(
  prediction: Prediction,
  place: { readonly section: SectionId; readonly field: number },
  l10n: Localization,
): string | undefined {
  const section = sectionsOf(prediction, l10n).find(({ id }) => id === place.section);
  const detail = section?.details[place.field];
  return detail && copyText(detail.value);
}

/** A text as it is, all else as JSON. */
export function copyText(value: unknown): string {
  return typeof value === 'string' ? value : jsonText(value, 2);
}

function sectionsOf(prediction: Prediction, l10n: Localization): Section[] {
  const { input, metrics } = prediction;
  return [
    { id: 'input', title: l10n.t('Input'), details: promptFirst(detailsOf(input)) },
    { id: 'metrics', title: l10n.t('Metrics'), details: detailsOf(metrics) },
    { id: 'times', title: l10n.t('Times'), details: timesOf(prediction, l10n) },
    { id: 'prediction', title: l10n.t('Prediction'), details: identityOf(prediction, l10n) },
  ];
}

function detailsOf(value: unknown): Detail[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [{ name: '', value }];
  return Object.entries(value)
    .slice(0, maxFields)
    .map(([name, item]: [string, unknown]) => ({ name, value: item }));
}

function promptFirst(details: Detail[]): Detail[] {
  const isPrompt = ({ name }: Detail) => name === 'prompt';
  return [...details.filter(isPrompt), ...details.filter((detail) => !isPrompt(detail))];
}

function timesOf(prediction: Prediction, l10n: Localization): Detail[] {
  const { createdAt, startedAt, completedAt } = prediction;
  const details: Detail[] = [];
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined) details.push({ name, value });
  };
  add(l10n.t('created'), localTime(createdAt, l10n));
  add(l10n.t('started'), localTime(startedAt, l10n));
  add(l10n.t('completed'), localTime(completedAt, l10n));
  if (createdAt !== undefined && startedAt !== undefined) {
    add(l10n.t('queued for'), formatDuration(Math.max(0, startedAt - createdAt) / 1000, l10n));
  }
  const seconds = runSeconds(prediction);
  if (seconds !== undefined) add(l10n.t('ran for'), formatDuration(seconds, l10n));
  return details;
}

function identityOf({ id, model, version }: Prediction, l10n: Localization): Detail[] {
  const details = [
    { name: l10n.t('ID'), value: id },
    { name: l10n.t('model'), value: singleLine(model, 200) },
    { name: l10n.t('version'), value: singleLine(version, 200) },
  ];
  return details.filter(({ value }) => value !== '');
}

function localTime(milliseconds: number | undefined, l10n: Localization): string | undefined {
  return milliseconds === undefined ? undefined : formatMoment(milliseconds, l10n);
}
