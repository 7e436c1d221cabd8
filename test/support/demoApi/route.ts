import type { IncomingMessage } from 'node:http';

import { invalidKey, problem, unknownPrediction } from './failureBody';
import { media } from './media';
import { html } from './scenario';
import type { Answer } from './scenario';

export interface RouteContext {
  readonly key: string;
  readonly now: number;
  /** Nothing for an id that the demo does not know. */
  answer(id: string): Answer | undefined;
}

export async function route(request: IncomingMessage, context: RouteContext): Promise<Answer> {
  if (request.method !== 'GET') {
    return problem(405, 'Method not allowed', 'This route only answers GET.', { Allow: 'GET' });
  }
  const path = request.url?.replace(/\?.*/, '') ?? '';

  const file = /^\/files\/([^/]+)$/.exec(path)?.[1];
  if (file !== undefined) return (await media(file)) ?? html(404, '404 Not Found');
  if (path === '/moved') return html(200, 'This page has moved');

  const id = /^\/replicate\/v1\/predictions\/([\w-]{1,128})$/.exec(path)?.[1];
  if (id === undefined) return unknownPrediction();
  if (request.headers.authorization !== `Bearer ${context.key}`) return invalidKey(context.now);
  return context.answer(id) ?? unknownPrediction();
}
