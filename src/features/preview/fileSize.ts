import type { Localization } from '../../prediction/localization';

const kilobyte = 1000;

/** `512 B`, `1.2 KB`, `34 MB`. */
export function formatSize(bytes: number, l10n: Localization): string {
  if (bytes < kilobyte) return l10n.t('{0} B', bytes);
  if (bytes < kilobyte ** 2) return l10n.t('{0} KB', shortened(bytes / kilobyte));
  if (bytes < kilobyte ** 3) return l10n.t('{0} MB', shortened(bytes / kilobyte ** 2));
  return l10n.t('{0} GB', shortened(bytes / kilobyte ** 3));
}

function shortened(amount: number): string {
  return amount < 10 ? amount.toFixed(1) : String(Math.round(amount));
}
