import { singleLine } from '../../prediction/displayText';
import type { Localization } from '../../prediction/localization';
import { modelName, type Prediction } from '../../prediction/prediction';
import { describeState } from '../../prediction/summary';
import { copyText } from './details';
import type { ComparisonView, ShownOutput } from './messages';
import { pageText } from './pageText';
import { comparePageWords } from './pageWords';

export interface ComparedSide {
  readonly prediction: Prediction;
  readonly outputs: readonly ShownOutput[];
  /** Which of them is compared. */
  readonly index: number;
}

/** Two to four outputs with what went in differently, in words. */
export function comparisonView(sides: readonly ComparedSide[], l10n: Localization): ComparisonView {
  const titles = titlesOf(sides.map(({ prediction }) => prediction));
  return {
    sides: sides.map(({ prediction, outputs, index }, place) => ({
      id: prediction.id,
      title: titles[place] ?? prediction.id,
      state: describeState({ ...prediction, error: '' }, undefined, l10n),
      outputs: [...outputs],
      index: Math.min(index, Math.max(0, outputs.length - 1)),
    })),
    differences: differencesOf(
      sides.map(({ prediction }) => prediction),
      l10n,
    ),
    words: comparePageWords(l10n),
  };
}

/** Those of one name are told apart by their ids. */
function titlesOf(predictions: readonly Prediction[]): string[] {
  return predictions.map((prediction) => {
    const { id } = prediction;
    const name = modelName(prediction);
    if (name === '') return id;
    const hasTwin = predictions.some((other) => other.id !== id && modelName(other) === name);
    return hasTwin ? `${name} ${id.slice(0, 8)}` : name;
  });
}

function differencesOf(
  predictions: readonly Prediction[],
  l10n: Localization,
): ComparisonView['differences'] {
  const inputs = predictions.map(inputsOf);
  const names = [...new Set(inputs.flatMap((input) => [...input.keys()]))];
  const rows = [
    ...names.map((name) => ({ name, texts: inputs.map((input) => input.get(name) ?? '') })),
    { name: l10n.t('model'), texts: predictions.map(({ model }) => model) },
    { name: l10n.t('version'), texts: predictions.map(({ version }) => version) },
  ];
  return rows
    .filter(({ texts }) => new Set(texts).size > 1)
    .map(({ name, texts }) => ({ name: singleLine(name, 100), texts: texts.map(pageText) }));
}

function inputsOf({ input }: Prediction): Map<string, string> {
  const fields: [string, unknown][] =
    typeof input === 'object' ? Object.entries(input ?? {}) : [['input', input]];
  const textOf = (value: unknown) => (value === undefined ? '' : copyText(value));
  return new Map(fields.map(([name, value]) => [name, textOf(value)]));
}
