import { sentences, type Localization } from '../../prediction/localization';
import type { NotUnderstood, ReferenceList } from '../../prediction/referenceList';

export interface TrackCounts {
  readonly added: number;
  readonly known: number;
  /** Pieces of the text that hold no id. */
  readonly unread: number;
}

/** `Tracking 37 new predictions. 3 were tracked already. 2 pieces of the text hold no ID.` */
export function describeTracked({ added, known, unread }: TrackCounts, l10n: Localization): string {
  const counted = [
    added === 1
      ? l10n.t('Tracking 1 new prediction.')
      : l10n.t('Tracking {0} new predictions.', added),
  ];
  if (known === 1) counted.push(l10n.t('1 was tracked already.'));
  if (known > 1) counted.push(l10n.t('{0} were tracked already.', known));
  if (unread === 1) counted.push(l10n.t('1 piece of the text holds no ID.'));
  if (unread > 1) counted.push(l10n.t('{0} pieces of the text hold no ID.', unread));
  return sentences(counted, l10n);
}

/** A line for each piece of the text that was not understood. */
export function describeNotUnderstood(found: ReferenceList, l10n: Localization): string {
  const { notUnderstood, furtherNotUnderstood } = found;
  const lines = notUnderstood.map((piece) => describePiece(piece, l10n));
  if (furtherNotUnderstood > 0) lines.push(l10n.t('… and {0} more', furtherNotUnderstood));
  return `${l10n.t('These pieces of the text hold no prediction’s ID:')}\n\n${lines.join('\n')}\n`;
}

/** `line 3: acme/sdxl — looks like a model’s name` */
function describePiece({ line, text, problem }: NotUnderstood, l10n: Localization): string {
  const reason = describeProblem(problem, l10n);
  if (reason === undefined) return l10n.t('line {0}: {1}', String(line), text);
  return l10n.t('line {0}: {1} — {2}', String(line), text, reason);
}

/** Undefined where there is no more to say than that no ID was found. */
function describeProblem(
  problem: NotUnderstood['problem'],
  l10n: Localization,
): string | undefined {
  switch (problem) {
    case 'empty':
      return l10n.t('nothing stands where the ID should be');
    case 'url-without-id':
      return l10n.t('no prediction’s ID is in this URL or path');
    case 'model-name':
      return l10n.t('looks like a model’s name');
    case 'json-without-id':
      return l10n.t('this JSON has no prediction’s “id”, or is broken');
    case 'too-long':
      return l10n.t('an ID has at most 128 characters');
    case 'several-ids':
      return l10n.t('several IDs among other words: put each on a line of its own');
    case 'not-an-id':
      return undefined;
  }
}
