import type { Localization } from './localization';

/** `8.7 s` · `42 s` · `3 min 5 s` · `1 h 20 min`. */
export function formatDuration(seconds: number, l10n: Localization): string {
  if (seconds < 9.95) return l10n.t('{0} s', Math.round(seconds * 10) / 10);
  const whole = Math.round(seconds);
  if (whole < 60) return l10n.t('{0} s', whole);
  if (whole < 3600) return l10n.t('{0} min {1} s', Math.floor(whole / 60), whole % 60);
  return l10n.t('{0} h {1} min', Math.floor(whole / 3600), Math.floor((whole % 3600) / 60));
}
