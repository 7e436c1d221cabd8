import dns from 'node:dns';
import { once } from 'node:events';
import { createServer, isIP, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';

import { selfSigned } from '../builders/selfSigned';
import { portOf } from './port';

/** Other origins, which listen for a key; and a name server that notes every name it is asked for. */
export class Traps {
  readonly #sockets = new Set<Socket>();
  readonly #received: Buffer[] = [];
  readonly #names: string[] = [];
  readonly #plain = createServer((socket) => {
    this.#listenTo(socket);
  });
  /** Speaks TLS, so that whatever comes along is seen in the clear. */
  readonly #secure = createSecureServer(selfSigned, (socket) => {
    this.#listenTo(socket);
  });
  readonly #lookup = dns.lookup;
  #connections = 0;

  private constructor(private readonly tempting: () => string) {}

  /** @param tempting What is answered: it should look like what was hoped for. */
  static async set(tempting: () => string): Promise<Traps> {
    const traps = new Traps(tempting);
    for (const server of traps.#servers) {
      server.on('connection', () => (traps.#connections += 1));
      server.on('tlsClientError', () => undefined);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    traps.#answerNames();
    return traps;
  }

  get plainOrigin(): string {
    return `http://127.0.0.1:${portOf(this.#plain)}`;
  }

  get secureOrigin(): string {
    return `https://127.0.0.1:${portOf(this.#secure)}`;
  }

  /** How often anybody connected to one of them. */
  get connections(): number {
    return this.#connections;
  }

  /** The names that were to be resolved; no name is ever found. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** All that was sent to them. */
  get received(): string {
    return Buffer.concat(this.#received).toString('latin1');
  }

  async close(): Promise<void> {
    dns.lookup = this.#lookup;
    for (const socket of this.#sockets) socket.destroy();
    for (const server of this.#servers) {
      server.close();
      await once(server, 'close');
    }
  }

  get #servers(): readonly Server[] {
    return [this.#plain, this.#secure];
  }

  #answerNames(): void {
    const refuse = (name: string, ...rest: readonly unknown[]) => {
      if (isIP(name) !== 0) {
        Reflect.apply(this.#lookup, dns, [name, ...rest]);
        return;
      }
      this.#names.push(name);
      const callback = rest.at(-1);
      const error = Object.assign(new Error(`no such name: ${name}`), { code: 'ENOTFOUND' });
      if (typeof callback === 'function') process.nextTick(callback, error);
    };
    // Its promisified form is not asked for by anything that connects.
    dns.lookup = Object.assign(refuse, {
      __promisify__: dns.lookup.__promisify__,
    });
  }

  #listenTo(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      this.#received.push(bytes);
      const body = this.tempting();
      socket.end(
        `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    });
  }
}
