import type { RequestListener } from 'node:http';

import { listen, type Listener } from '../demoApi/listener';

/** Serves for as long as one test runs, whatever its listener is set to. */
export class LoopbackServer {
  listener: RequestListener = (_, response) => response.end();
  #listening: Listener | undefined;

  static use(): LoopbackServer {
    const server = new LoopbackServer();
    beforeEach(async () => {
      server.#listening = await listen('127.0.0.1', 0, (request, response) => {
        server.listener(request, response);
      });
    });
    afterEach(() => server.#listening?.close());
    return server;
  }

  get origin(): string {
    return this.#listening?.origin ?? '';
  }
}
