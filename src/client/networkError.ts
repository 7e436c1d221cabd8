import { ApiError, type ApiErrorKind } from './apiError';

/** Turns what fetch threw into an ApiError; anything that fetch does not throw comes back as it is. */
export function errorFromFailure(host: string, failure: unknown): unknown {
  if (!(failure instanceof Error)) return failure;
  const code = codeOf(failure);
  if (code === undefined && failure.name !== 'FetchError') return failure;
  return new ApiError(kindOfFailure(failure, code ?? ''), { host }, { cause: failure });
}

function kindOfFailure(failure: Error, code: string): ApiErrorKind {
  if ('type' in failure && failure.type === 'max-size') return 'too-large';
  if (code === 'ERR_INVALID_CHAR') return 'key-refused';
  if (code === 'ECONNREFUSED') return 'connection-refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'host-not-found';
  if (code === 'ETIMEDOUT') return 'timed-out';
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE') {
    return 'connection-lost';
  }
  if (/CERT|SIGNATURE|SELF_SIGNED|TLS|SSL|EPROTO/.test(code)) return 'certificate';
  return 'network';
}

function codeOf(failure: Error): string | undefined {
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : undefined;
}
