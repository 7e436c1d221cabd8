import { ApiError } from './apiError';

/** A text of the server without the key, should the server repeat it, escaped as in JSON or not. */
export function withoutKey(text: string, key: string): string {
  if (!text.includes('\\')) return text.replaceAll(key, '[key]');
  return text.replace(new RegExp(Array.from(key, inAnyForm).join(''), 'g'), '[key]');
}

function inAnyForm(sign: string): string {
  const code = sign.charCodeAt(0).toString(16).padStart(4, '0');
  const digits = Array.from(code, (digit) => `[${digit}${digit.toUpperCase()}]`).join('');
  const literal = sign.replace(/[^A-Za-z0-9]/, '\\$&');
  return sign === '/' ? `(?:\\\\?/|\\\\u${digits})` : `(?:${literal}|\\\\u${digits})`;
}

/** An error that does not tell the key, whatever else it is. */
export function errorWithoutKey(error: unknown, key: string): unknown {
  if (!(error instanceof ApiError)) return error;
  const { message, requestId } = error.details;
  if (message?.includes(key) !== true && requestId?.includes(key) !== true) return error;
  const details = {
    ...error.details,
    message: message && withoutKey(message, key),
    requestId: requestId && withoutKey(requestId, key),
  };
  return new ApiError(error.kind, details, { cause: error.cause });
}
