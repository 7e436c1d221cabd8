import { answerText, type AnswerJson } from '../builders/predictions';
import type { ServerResponse } from 'node:http';

const running = {
  status: 'processing',
  output: null,
  logs: 'Using seed: 7\nall is well\n',
  metrics: {},
  started_at: '2025-05-19T02:00:17.516Z',
};

/** What a good server says of a prediction that runs. */
export function fairText(id: string, fields: AnswerJson = {}): string {
  return answerText({ ...running, id, ...fields });
}

/** What a good server says of one that has ended. */
export function endedText(id: string, fields: AnswerJson = {}): string {
  return answerText({ id, ...fields });
}

export function sendJson(
  response: ServerResponse,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(body);
}
