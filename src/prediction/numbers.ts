/** Making one takes longer than a thousand uses of it. */
const formats = new Map<string, Intl.NumberFormat>();

/** `8.7`, `12,000` in English. */
export function formatNumber(value: number, language: string): string {
  if (language === 'en' && isPlain(value)) return String(value);
  // What is rounded to zero from below would be written as -0.
  return formatOf(language, 0).format(value === 0 ? 0 : value);
}

/** With one digit behind the point, whatever it is: `1.0`. */
export function formatTenths(value: number, language: string): string {
  return formatOf(language, 1).format(value);
}

/** English writes it as the engine does, in a fraction of the time that a format takes. */
function isPlain(value: number): boolean {
  return Math.abs(value) < 1000 && Number.isInteger(value * 10);
}

function formatOf(language: string, digits: 0 | 1): Intl.NumberFormat {
  const key = `${language}/${digits}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const options = digits === 0 ? {} : { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const format = new Intl.NumberFormat(language, options);
  formats.set(key, format);
  return format;
}
