import { createServer, request, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import type { Server } from 'node:net';
import type { Duplex } from 'node:stream';

import { exampleCertificate } from './exampleCertificate';

/** What the proxy does with the next tunnels that are asked for. */
export type ProxyMood =
  | { readonly type: 'open' }
  | { readonly type: 'refusing'; readonly status: number; readonly body: string };

export interface ForwardProxy {
  readonly port: number;
  mood: ProxyMood;
  /** The hosts that tunnels were asked for, each with the credentials that came along. */
  readonly tunnels: { host: string; credentials: string | undefined }[];
  close(): Promise<void>;
}

/** A proxy on loopback. Whatever host a tunnel is for, it leads to `origin`, behind TLS. */
export async function startForwardProxy(origin: string): Promise<ForwardProxy> {
  const secure = createSecureServer(exampleCertificate, (asked, response) => {
    const { method, headers, url = '/' } = asked;
    const onward = request(new URL(url, origin), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    asked.pipe(onward);
  });
  const securePort = await listenOn(secure);
  const open = new Set<Duplex>();
  const server = createServer((_, response) => response.writeHead(400).end());
  const proxy = {
    port: await listenOn(server),
    mood: { type: 'open' } as ProxyMood, // it changes
    tunnels: [] as ForwardProxy['tunnels'],
    async close() {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      secure.closeAllConnections();
      await Promise.all([closed(server), closed(secure)]);
    },
  };
  server.on('connect', (asked: IncomingMessage, socket: Duplex) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
    const credentials = asked.headers['proxy-authorization'];
    proxy.tunnels.push({ host: asked.url ?? '', credentials });
    if (proxy.mood.type === 'open') tunnel(socket, securePort);
    else refuse(socket, proxy.mood);
  });
  return proxy;
}

function tunnel(socket: Duplex, port: number): void {
  const target = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    target.pipe(socket).pipe(target);
  });
  target.on('error', () => socket.destroy());
  socket.on('close', () => target.destroy());
}

function refuse(socket: Duplex, { status, body }: Extract<ProxyMood, { type: 'refusing' }>): void {
  const head = [
    `HTTP/1.1 ${status} Refused`,
    'Content-Type: text/html',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function listenOn(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port); // a TCP server has no other kind
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) =>
    server.close(() => {
      resolve();
    }),
  );
}
