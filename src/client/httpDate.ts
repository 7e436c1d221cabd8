const withZone = /(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})$/i;

/**
 * A date as HTTP headers carry it, in milliseconds since 1970; undefined where the text is none.
 * `Date.parse` alone takes “3.5” for a day in March.
 */
export function parseHttpDate(text: string): number | undefined {
  const date = text.trim();
  const hasTime = /\d:\d\d(?::\d\d)?/.test(date);
  if (!hasTime) return undefined;
  // The oldest of the three forms names no zone, and means GMT.
  const moment = Date.parse(withZone.test(date) ? date : `${date} GMT`);
  return Number.isNaN(moment) ? undefined : moment;
}
