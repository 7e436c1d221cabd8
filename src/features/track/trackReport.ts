import type { Localization } from '../../prediction/localization';
import type { ReferenceList } from '../../prediction/referenceList';

export interface TrackCounts {
  readonly added: number;
  readonly known: number;
  /** Pieces of the text that hold no id. */
  readonly unread: number;
}

/** `Tracking 37 new predictions. 3 were tracked already. 2 pieces of the text hold no ID.` */
export function describeTracked({ added, known, unread }: TrackCounts, l10n: Localization): string {
  const sentences = [
    added === 1
      ? l10n.t('Tracking 1 new prediction.')
      : l10n.t('Tracking {0} new predictions.', added),
  ];
  if (known === 1) sentences.push(l10n.t('1 was tracked already.'));
  if (known > 1) sentences.push(l10n.t('{0} were tracked already.', known));
  if (unread === 1) sentences.push(l10n.t('1 piece of the text holds no ID.'));
  if (unread > 1) sentences.push(l10n.t('{0} pieces of the text hold no ID.', unread));
  return sentences.join(' ');
}

/** A line for each piece of the text that was not understood. */
export function describeNotUnderstood(found: ReferenceList, l10n: Localization): string {
  const { notUnderstood, furtherNotUnderstood } = found;
  const lines = notUnderstood.map(({ line, text }) => l10n.t('line {0}: {1}', line, text));
  if (furtherNotUnderstood > 0) lines.push(l10n.t('… and {0} more', furtherNotUnderstood));
  return `${l10n.t('These pieces of the text hold no prediction’s ID:')}\n\n${lines.join('\n')}\n`;
}
