import type { Localization } from './localization';

/** `11/26/2026, 10:42:07 AM` in English. @param milliseconds Since 1970, here and below. */
export function formatMoment(milliseconds: number, { language }: Localization): string {
  return new Date(milliseconds).toLocaleString(language);
}

/** `11/26/26, 10:42 AM` */
export function formatShortMoment(milliseconds: number, { language }: Localization): string {
  return new Date(milliseconds).toLocaleString(language, {
    dateStyle: 'short',
    timeStyle: 'short',
  });
}

/** `10:42:07 AM` */
export function formatTime(milliseconds: number, { language }: Localization): string {
  return new Date(milliseconds).toLocaleTimeString(language);
}

/** `11/26/2026` */
export function formatDay(milliseconds: number, { language }: Localization): string {
  return new Date(milliseconds).toLocaleDateString(language);
}
