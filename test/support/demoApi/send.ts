import type { ServerResponse } from 'node:http';

import type { Answer, FileReply, Reply } from './scenario';

/** Writes the answer and returns the status that the client was given: 0 where it was given none. */
export function send(response: ServerResponse, answer: Answer): number {
  if (answer === 'silence') return 0;
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
    return 0;
  }
  if ('halfway' in answer) {
    sendHalf(response, answer);
    return answer.status;
  }
  writeHead(response, answer);
  response.end(answer.body);
  return answer.status;
}

function sendHalf(response: ServerResponse, reply: Reply): void {
  writeHead(response, reply);
  const half = reply.body.slice(0, reply.body.length / 2);
  response.write(half, () => {
    if (reply.halfway === 'cut') response.destroy();
  });
}

function writeHead(response: ServerResponse, { status, headers, body }: Reply | FileReply): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
}
