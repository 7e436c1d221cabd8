import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listener {
  readonly origin: string;
  /** Drops every connection, those in the middle of an answer too. */
  close(): Promise<void>;
}

export async function listen(
  host: string,
  port: number,
  onRequest: RequestListener,
): Promise<Listener> {
  const server = createServer(onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo; // a TCP server has no other kind
  return { origin: `http://${host}:${taken}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
    server.closeAllConnections();
  });
}
