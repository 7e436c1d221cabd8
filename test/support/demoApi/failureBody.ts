import { json } from './scenario';
import type { Reply } from './scenario';

/** Replicate's failures: RFC 7807 problem details. */
export function problem(
  status: number,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): Reply {
  const type = 'application/problem+json';
  return json(status, { title, detail, status }, { 'Content-Type': type, ...headers });
}

/** The gateways' failures; their message ends in the request id that support asks for. */
export function gatewayError(
  status: number,
  message: string,
  now: number,
  headers: Record<string, string> = {},
): Reply {
  const requestId = gatewayRequestId(now);
  return json(
    status,
    { error: { message: `${message} (request id: ${requestId})`, type: 'new_api_error' } },
    { 'X-Oneapi-Request-Id': requestId, ...headers },
  );
}

export function invalidKey(now: number): Reply {
  return gatewayError(401, '无效的令牌', now);
}

export function unknownPrediction(): Reply {
  return problem(404, 'Not found', 'The requested resource could not be found.');
}

function gatewayRequestId(now: number): string {
  const time = new Date(now).toISOString().replace(/\D/g, '');
  return `${time}482913Vq7JkXeR`;
}
