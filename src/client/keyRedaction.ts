import { ApiError } from './apiError';

/** A text of the server without the key, should the server repeat it, also as JSON may write it. */
export function withoutKey(text: string, key: string): string {
  return text.replaceAll(key, '[key]').replaceAll(key.replaceAll('/', '\\/'), '[key]');
}

/** An error that does not tell the key, whatever else it is. */
export function errorWithoutKey(error: unknown, key: string): unknown {
  if (!(error instanceof ApiError)) return error;
  const { message = '', requestId = '' } = error.details;
  if (!message.includes(key) && !requestId.includes(key)) return error;
  const details = {
    ...error.details,
    message: withoutKey(message, key),
    requestId: withoutKey(requestId, key),
  };
  return new ApiError(error.kind, details, { cause: error.cause });
}
