import { ApiError } from './apiError';

/** Characters. A shorter word keeps nothing secret, and stands in texts by chance: as `test`, or `none`. */
const shortestSecret = 8;

/** A text of the server without the key, should the server repeat it: as it is, escaped as in JSON, or as in a URL. */
export function withoutKey(text: string, key: string): string {
  if (key.length < shortestSecret) return text;
  const inUrl = encodeURIComponent(key);
  const rest = inUrl === key ? text : text.replaceAll(inUrl, '[key]');
  if (!rest.includes('\\')) return rest.replaceAll(key, '[key]');
  return rest.replace(new RegExp(Array.from(key, inAnyForm).join(''), 'g'), '[key]');
}

function inAnyForm(sign: string): string {
  const code = sign.charCodeAt(0).toString(16).padStart(4, '0');
  const digits = Array.from(code, (digit) => `[${digit}${digit.toUpperCase()}]`).join('');
  const literal = sign.replace(/[^A-Za-z0-9]/, '\\$&');
  const mayBeEscaped = '"\\/'.includes(sign) ? '\\\\?' : '';
  return `(?:${mayBeEscaped}${literal}|\\\\u${digits})`;
}

/** An error that does not tell the key, whatever else it is. */
export function errorWithoutKey(error: unknown, key: string): unknown {
  if (!(error instanceof ApiError)) return error;
  const message = error.details.message && withoutKey(error.details.message, key);
  const requestId = error.details.requestId && withoutKey(error.details.requestId, key);
  if (message === error.details.message && requestId === error.details.requestId) return error;
  return new ApiError(error.kind, { ...error.details, message, requestId }, { cause: error.cause });
}
