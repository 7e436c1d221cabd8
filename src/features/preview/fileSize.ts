import type { Localization } from '../../prediction/localization';
import { formatTenths } from '../../prediction/numbers';

const kilobyte = 1000;

/** `512 B`, `1.2 KB`, `34 MB`. */
export function formatSize(bytes: number, l10n: Localization): string {
  if (bytes < kilobyte) return l10n.t('{0} B', bytes);
  if (bytes < kilobyte ** 2) return l10n.t('{0} KB', shortened(bytes / kilobyte, l10n));
  if (bytes < kilobyte ** 3) return l10n.t('{0} MB', shortened(bytes / kilobyte ** 2, l10n));
  return l10n.t('{0} GB', shortened(bytes / kilobyte ** 3, l10n));
}

function shortened(amount: number, { language }: Localization): string | number {
  return amount < 10 ? formatTenths(amount, language) : Math.round(amount);
}
