import { AnswerTooLargeError } from './answerBody';
import { ApiError, type ApiErrorKind } from './apiError';

/** Turns what fetch threw into an ApiError; anything that fetch does not throw comes back as it is. */
export function errorFromFailure(host: string, failure: unknown): unknown {
  if (!(failure instanceof Error)) return failure;
  if (failure instanceof AnswerTooLargeError) {
    return new ApiError('too-large', { host }, { cause: failure });
  }
  const code = codeOf(failure);
  if (code === undefined && failure.name !== 'FetchError') return failure;
  return new ApiError(kindOfFailure(code ?? ''), { host }, { cause: failure });
}

function kindOfFailure(code: string): ApiErrorKind {
  if (code === 'ERR_INVALID_CHAR') return 'key-refused';
  if (code === 'ECONNREFUSED') return 'connection-refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'host-not-found';
  if (code === 'ETIMEDOUT') return 'timed-out';
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE') {
    return 'connection-lost';
  }
  // What says it is compressed, and is not.
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_')) return 'broken-answer';
  if (/CERT|SIGNATURE|SELF_SIGNED|TLS|SSL|EPROTO/.test(code)) return 'certificate';
  return 'network';
}

function codeOf(failure: Error): string | undefined {
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : undefined;
}
