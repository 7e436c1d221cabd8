import type { Localization } from './localization';

const megabyte = 1_000_000;

/** `Fetching… 3 of 12 MB`. @param total Bytes, where the server tells them. */
export function describeFetch(
  { bytes, total }: { readonly bytes: number; readonly total: number | undefined },
  l10n: Localization,
): string {
  const come = Math.floor(bytes / megabyte);
  return total === undefined
    ? l10n.t('Fetching… {0} MB', come)
    : l10n.t('Fetching… {0} of {1} MB', come, Math.ceil(total / megabyte));
}
