import { listed, sentences, type Localization } from '../../prediction/localization';

/** An output that could not be had, or not be written. */
export interface Missing {
  readonly name: string;
  /** One sentence. */
  readonly why: string;
}

export interface SaveOutcome {
  /** The names of the files that are there now. */
  readonly saved: readonly string[];
  readonly notSaved: readonly Missing[];
  /** How many were not tried any more, as the person cancelled. */
  readonly cancelled: number;
}

const longestList = 3;

/** What became of it, and of each that failed why. */
export function describeSaving(outcome: SaveOutcome, folder: string, l10n: Localization): string {
  return sentences(
    [sentence(outcome, folder, l10n), describeMissing(outcome.notSaved, l10n)],
    l10n,
  );
}

function sentence(
  { saved, notSaved, cancelled }: SaveOutcome,
  folder: string,
  l10n: Localization,
): string {
  const total = saved.length + notSaved.length + cancelled;
  const [only] = saved;
  if (cancelled > 0) {
    return l10n.t('Canceled: {0} of {1} files were saved to {2}.', saved.length, total, folder);
  }
  if (only === undefined) return l10n.t('Nothing was saved.');
  if (saved.length < total) {
    return l10n.t('Saved {0} of {1} files to {2}.', saved.length, total, folder);
  }
  return saved.length === 1
    ? l10n.t('Saved {0} to {1}.', only, folder)
    : l10n.t('Saved {0} files to {1}.', saved.length, folder);
}

/** `a.png, b.png: Its server …`: each reason once; empty for none. */
export function describeMissing(missing: readonly Missing[], l10n: Localization): string {
  const names = new Map<string, string[]>();
  for (const { name, why } of missing) names.set(why, [...(names.get(why) ?? []), name]);
  return sentences(
    [...names].map(([why, those]) => l10n.t('{0}: {1}', shortList(those, l10n), why)),
    l10n,
  );
}

function shortList(names: readonly string[], l10n: Localization): string {
  const shown = listed(names.slice(0, longestList), l10n);
  const others = names.length - longestList;
  return others > 0 ? l10n.t('{0} and {1} more', shown, others) : shown;
}
