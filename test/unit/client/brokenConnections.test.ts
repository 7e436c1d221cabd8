import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { PredictionClient } from '../../../src/client/predictionClient';
import { listen } from '../../support/demoApi/listener';
import { LoopbackServer } from '../../support/builders/loopbackServer';
import { fetch } from '../../support/builders/nodeFetch';
import { selfSigned } from '../../support/builders/selfSigned';

const client = new PredictionClient(fetch);

describe('a connection', () => {
  const server = LoopbackServer.use();

  it('to a port where nothing listens is refused', async () => {
    const left = await listen('127.0.0.1', 0, () => undefined);
    await left.close();
    await assert.rejects(ask(left.origin), {
      kind: 'connection-refused',
      isTemporary: true,
      isOffline: true,
    });
  });

  it('to a host that does not exist finds none', async () => {
    await assert.rejects(ask('https://deerapi.invalid/v1'), {
      kind: 'host-not-found',
      isTemporary: true,
      isOffline: true,
    });
  });

  it('over TLS to a server without TLS is not secure', async () => {
    await assert.rejects(ask(server.origin.replace('http:', 'https:')), {
      kind: 'certificate',
      isTemporary: true,
    });
  });

  it('to a server whose certificate nobody signed is not secure', async () => {
    const secure = createServer(selfSigned, (_, response) => response.end('{}'));
    secure.listen(0, '127.0.0.1');
    await once(secure, 'listening');
    const { port } = secure.address() as AddressInfo; // a TCP server has no other kind
    try {
      await assert.rejects(ask(`https://127.0.0.1:${port}`), { kind: 'certificate' });
    } finally {
      secure.close();
      secure.closeAllConnections();
    }
  });

  it('that speaks no HTTP brings an error of the network', async () => {
    server.listener = ({ socket }) => {
      socket.end('this is no HTTP\r\n\r\n');
    };
    await assert.rejects(ask(server.origin), { kind: 'network', isTemporary: true });
  });

  for (const [moment, before] of [
    ['before an answer', ''],
    ['in the middle of a body', '{"id":"a",'],
  ] as const) {
    it(`ends when the time is over, ${moment}`, async () => {
      const { closed } = answerWith(before);
      await assert.rejects(ask(server.origin, undefined, 0.05), {
        kind: 'timed-out',
        isTemporary: true,
      });
      await closed;
    });

    it(`ends when it is cancelled, ${moment}`, async () => {
      const cancel = new AbortController();
      const { asked, closed } = answerWith(before);
      const asking = ask(server.origin, cancel.signal);
      void asked.then(() => {
        cancel.abort();
      });
      await assert.rejects(asking, { kind: 'cancelled', isTemporary: false });
      await closed;
    });
  }

  for (const [name, headers, beginning, drop] of [
    ['plain', {}, '7b', '20'],
    // The head of a gzip stream, then blocks that hold nothing.
    ['compressed', { 'Content-Encoding': 'gzip' }, '1f8b0800000000000003', '000000ffff'],
  ] as const) {
    it(`ends when the time is over, though a ${name} body goes on drop by drop`, async () => {
      const closed = new Promise((resolve) => {
        server.listener = (_, response) => {
          response.writeHead(200, headers).write(Buffer.from(beginning, 'hex'));
          const drops = setInterval(() => response.write(Buffer.from(drop, 'hex')), 10);
          response.once('close', () => {
            clearInterval(drops);
            resolve(undefined);
          });
        };
      });
      await assert.rejects(ask(server.origin, undefined, 0.2), { kind: 'timed-out' });
      await closed;
    });
  }

  it('is not even begun when it is cancelled before', async () => {
    let asked = false;
    server.listener = (_, response) => {
      asked = true;
      response.end();
    };
    await assert.rejects(ask(server.origin, AbortSignal.abort()), { kind: 'cancelled' });
    assert.equal(asked, false);
  });

  it('that fails with a bug of our own passes the bug on', async () => {
    const bug = new TypeError('x is not a function');
    const broken = new PredictionClient(() => Promise.reject(bug));
    await assert.rejects(
      broken.get('a', { baseUrl: server.origin, key: 'key' }, options()),
      (error) => error === bug,
    );
  });

  /** Answers with the beginning of a body, if any, and then says nothing more. */
  function answerWith(beginning: string): { asked: Promise<unknown>; closed: Promise<unknown> } {
    const asked = new Promise<ServerResponse>((resolve) => {
      server.listener = (_, response) => {
        if (beginning === '') resolve(response);
        else
          response.write(beginning, () => {
            resolve(response);
          });
      };
    });
    const closed = asked.then((response) => once(response, 'close'));
    return { asked, closed };
  }
});

function ask(baseUrl: string, signal?: AbortSignal, timeoutSeconds = 5): Promise<unknown> {
  return client.get('a', { baseUrl, key: 'key' }, { ...options(signal), timeoutSeconds });
}

function options(signal = new AbortController().signal): {
  signal: AbortSignal;
  timeoutSeconds: number;
} {
  return { signal, timeoutSeconds: 5 };
}
