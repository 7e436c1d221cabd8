import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';

import type { Behaviour } from './behaviour';
import { fairText, sendJson } from './fair';
import { portOf } from './port';
import { Traps } from './traps';

const route = /^\/replicate\/v1\/predictions\/([\w-]{1,128})$/;

/** A server on loopback that behaves as badly as it is told to, and what surrounds it. */
export class HostileApi {
  readonly #server = createServer((request, response) => {
    this.#answer(request, response);
  });
  #behaviour: Behaviour | undefined;
  #fairAsks = 0;
  #asked = 0;
  #strays: string[] = [];

  private constructor(
    readonly traps: Traps,
    private readonly now: () => number,
  ) {}

  static async start(now: () => number): Promise<HostileApi> {
    const traps = await Traps.set(() => fairText('abc'));
    const api = new HostileApi(traps, now);
    api.#server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      if (api.#asked >= api.#fairAsks) api.#behaviour?.connect?.(socket);
    });
    api.#server.listen(0, '127.0.0.1');
    await once(api.#server, 'listening');
    return api;
  }

  get host(): string {
    return `127.0.0.1:${portOf(this.#server)}`;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  get baseUrl(): string {
    return `${this.origin}/replicate/v1`;
  }

  /** How often a prediction was asked for since `play`. */
  get asked(): number {
    return this.#asked;
  }

  /** Requests for something else, or by another name: none should come. */
  get strays(): readonly string[] {
    return this.#strays;
  }

  /** Behaves so from now on, once it has answered well that many times. */
  play(behaviour: Behaviour, fairAsks: number): void {
    this.#behaviour = behaviour;
    this.#fairAsks = fairAsks;
    this.#asked = 0;
    this.#strays = [];
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
    await this.traps.close();
  }

  #answer({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
    const id = route.exec(url)?.[1];
    if (id === undefined || headers.host !== this.host) this.#strays.push(`${headers.host}${url}`);
    if (headers.cookie !== undefined) this.#strays.push(`cookie ${headers.cookie}`);
    this.#asked += 1;
    response.setHeader('Date', new Date(this.now()).toUTCString());
    if (this.#asked <= this.#fairAsks || this.#behaviour === undefined) {
      sendJson(response, fairText(id ?? ''));
      return;
    }
    const { origin, traps } = this;
    this.#behaviour.answer(
      {
        id: id ?? '',
        count: this.#asked - this.#fairAsks,
        now: this.now(),
        origin,
        elsewhere: traps.plainOrigin,
        secureElsewhere: traps.secureOrigin,
        key: headers.authorization?.replace('Bearer ', '') ?? '',
      },
      response,
    );
  }
}
