import type { Socket } from 'node:net';

import { behaviour, type Behaviour } from '../behaviour';
import { fairText, sendJson } from '../fair';
import { sentences } from '../sentences';
import { drip, reset } from '../wire';

/** Connections that come, go and crawl. */
export const connections: readonly Behaviour[] = [
  behaviour(
    {
      id: 'reset-on-connect',
      does: 'resets each connection as it is made',
      connect: reset,
      sees: sentences.lost,
      asks: 'backs off',
    },
    (_, { socket }) => {
      reset(socket);
    },
  ),
  behaviour(
    {
      id: 'close-on-connect',
      does: 'closes each connection as it is made',
      connect: close,
      sees: sentences.lost,
      asks: 'backs off',
    },
    (_, { socket }) => {
      close(socket);
    },
  ),
  behaviour(
    {
      id: 'silence-on-connect',
      does: 'takes each connection and reads nothing',
      connect: ignore,
      sees: sentences.late,
      asks: 'backs off',
      isEndless: true,
    },
    () => undefined,
  ),
  behaviour(
    {
      id: 'slow-body',
      does: 'sends a byte a second',
      sees: sentences.late,
      asks: 'backs off',
      isEndless: true,
    },
    ({ id }, response) => {
      response.writeHead(200);
      drip(response, fairText(id), 1000);
    },
  ),
  behaviour(
    {
      id: 'keep-alive-closed-between',
      does: 'closes the connection that it has offered to keep, once it has answered',
      sees: 'processing',
      asks: 'follows',
    },
    ({ id }, response) => {
      const { socket } = response;
      response.on('finish', () => setTimeout(close, 1, socket));
      sendJson(response, fairText(id));
    },
  ),
  behaviour(
    {
      id: 'keep-alive-reset-on-second',
      does: 'answers once on each connection, and resets it at the second request',
      sees: 'processing',
      asks: 'follows',
    },
    ({ id }, response) => {
      const { socket } = response;
      if (socket === null || answered.has(socket)) {
        reset(socket);
        return;
      }
      answered.add(socket);
      sendJson(response, fairText(id));
    },
  ),
];

const answered = new WeakSet<Socket>();

function close(socket: Socket | null): void {
  socket?.end();
}

function ignore(socket: Socket): void {
  socket.pause();
}
