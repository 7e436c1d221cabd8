const digitsBelowMilliseconds = '386215';

/** ISO 8601 in UTC with 3 to 9 fraction digits: the API's fields differ in precision. */
export function timestamp(milliseconds: number, fractionDigits: number): string {
  const iso = new Date(milliseconds).toISOString();
  return `${iso.slice(0, -1)}${digitsBelowMilliseconds.slice(0, fractionDigits - 3)}Z`;
}
