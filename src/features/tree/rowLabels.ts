import { kindWord } from '../../prediction/kindWord';
import { listed, type Localization } from '../../prediction/localization';
import { formatNumber } from '../../prediction/numbers';
import type { Output } from '../../prediction/outputs';
import { spoken } from '../../prediction/spoken';

/*
 * Rows as a screen reader says them: what an icon or a place tells is in words. A row without such a
 * label would be read as its tooltip, with all of a long value.
 */

export function predictionLabel(
  { name, words, shortId }: Readonly<Record<'name' | 'words' | 'shortId', string>>,
  l10n: Localization,
): string {
  return listed([name, spoken(words, l10n), name.startsWith(shortId) ? '' : shortId], l10n);
}

/** @param fetched How far its download is, if it is one to wait for. */
export function outputLabel(
  name: string,
  { kind, label }: Output,
  l10n: Localization,
  fetched = '',
): string {
  return listed([name, kindWord(kind, l10n), label === name ? '' : label, fetched], l10n);
}

export function groupLabel(name: string, count: number, l10n: Localization): string {
  return listed([name, formatNumber(count, l10n.language)], l10n);
}

export function valueLabel(name: string, text: string, l10n: Localization): string {
  return text === '' ? name : l10n.t('{0}: {1}', name, text);
}

export function errorLabel(error: string, l10n: Localization): string {
  return l10n.t('Error: {0}', error);
}
