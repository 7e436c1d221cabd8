import { listed, type Localization } from './localization';

/** Words as a screen reader is to say them: a dot between them would be read out, or be no pause. */
export function spoken(words: string, l10n: Localization): string {
  const parts = words.split(' · ').map((part) => withoutTilde(part, l10n));
  return listed(parts, l10n);
}

function withoutTilde(part: string, l10n: Localization): string {
  return part.replace(/(?<!\S)~(\d\S*)/g, (_, amount: string) => l10n.t('about {0}', amount));
}
