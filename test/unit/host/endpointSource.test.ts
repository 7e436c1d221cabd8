import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';

import type { Clock } from '../../../src/client/clock';
import { PredictionClient } from '../../../src/client/predictionClient';
import { RequestGate } from '../../../src/client/requestGate';
import { EndpointSource } from '../../../src/host/endpointSource';
import { systemClock } from '../../../src/tracking/clock';
import type { AskOptions } from '../../../src/tracking/trackedPrediction';
import { FakeClock } from '../../support/builders/fakeClock';
import { LoopbackServer } from '../../support/builders/loopbackServer';
import { fetch } from '../../support/builders/nodeFetch';
import { answerJson } from '../../support/builders/predictions';

const atOnce = 5;

describe('the source', () => {
  const server = LoopbackServer.use();
  let clock: FakeClock;
  let source: EndpointSource;
  let gate: RequestGate;
  let key: string | undefined;
  /** Seconds. */
  let requestTimeout: number;
  /** The paths that the server was asked for. */
  let asked: string[];

  beforeEach(() => {
    clock = new FakeClock();
    ({ source, gate } = sourceWith(clock));
    key = 'canary-key-0123456789';
    requestTimeout = 5;
    asked = [];
  });

  afterEach(() => {
    gate.dispose();
  });

  function sourceWith(given: Clock): { source: EndpointSource; gate: RequestGate } {
    const parts = { clock: given, random: () => 0 };
    const limits = () => ({ inFlight: atOnce + 1, perMinute: 600 });
    const made = new RequestGate({ ...parts, limits });
    const settings = {
      baseUrl: 'https://unused.example.com',
      get requestTimeout() {
        return requestTimeout;
      },
    };
    const keys = { get: () => Promise.resolve(key) };
    const client = new PredictionClient(fetch);
    return {
      source: new EndpointSource({ ...parts, client, gate: made, settings, keys }),
      gate: made,
    };
  }

  function serve(...listeners: RequestListener[]): void {
    server.listener = (request, response) => {
      const listener = listeners[asked.length] ?? answer;
      asked.push(request.url ?? '');
      listener(request, response);
    };
  }

  function ask(id: string, options: Partial<AskOptions> = {}): Promise<unknown> {
    const { signal } = new AbortController();
    const whole = { signal, deadline: clock.now(), isUrgent: false, ...options };
    const asking = source.get(id, server.origin, whole);
    asking.catch(() => undefined);
    return asking;
  }

  /** Lets requests over the real network end, which need no time of the fake clock. */
  async function quiet(): Promise<number> {
    let before = -1;
    while (asked.length !== before) {
      before = asked.length;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return asked.length;
  }

  it('asks again with the new key where the old one was replaced while it was refused', async () => {
    const keys: (string | undefined)[] = [];
    serve((request, response) => {
      keys.push(request.headers.authorization);
      key = 'new-key-0123456789';
      response.writeHead(401).end('{"detail":"Invalid token."}');
    });
    await ask('a');
    assert.deepEqual(keys, ['Bearer canary-key-0123456789']);
    assert.equal(asked.length, 2);
  });

  it('asks once where the key that was refused is still the key', async () => {
    serve((_, response) => {
      response.writeHead(401).end('{"detail":"Invalid token."}');
    });
    await assert.rejects(ask('a'), { kind: 'key-refused' });
    assert.equal(asked.length, 1);
  });

  describe('that many predictions are asked of, after a 429', () => {
    const now = Date.UTC(2001, 0, 1);
    for (const [name, seconds, headers, body] of [
      ['with Retry-After in seconds', 3, { 'Retry-After': '3' }, ''],
      [
        'with Retry-After as a date, by a clock of its own',
        3,
        { Date: new Date(now).toUTCString(), 'Retry-After': new Date(now + 3000).toUTCString() },
        '',
      ],
      ['with retry_after in its body', 3, {}, '{"detail":"slow down","retry_after":3}'],
      ['with nothing', 1, {}, ''],
    ] as const) {
      it(`${name} is left alone for ${seconds} s, then tried once, then asked by all`, async () => {
        const limit: RequestListener = (_, response) => {
          response.writeHead(429, headers).end(body);
        };
        serve(...Array.from({ length: atOnce }, () => limit));
        const all = Array.from({ length: 20 }, (_, index) => ask(`p${index}`));
        await Promise.allSettled(all.slice(0, atOnce));
        assert.equal(await quiet(), atOnce);
        clock.advance(seconds * 1000 - 1);
        assert.equal(await quiet(), atOnce);
        const probe = holdNext();
        clock.advance(1);
        (await probe).end();
        const outcomes = await Promise.allSettled(all);
        assert.equal(asked.length, 20);
        const refused = outcomes.filter(({ status }) => status === 'rejected');
        assert.equal(refused.length, atOnce + 1);
      });
    }

    /** Resolves with the next response, once it is sure that no other request comes beside it. */
    async function holdNext(): Promise<ServerResponse> {
      const before = asked.length;
      const held = new Promise<ServerResponse>((resolve) => {
        serve(...asked.map(() => answer), (_, response) => {
          response.writeHead(404);
          resolve(response);
        });
      });
      const response = await held;
      assert.equal(await quiet(), before + 1);
      return response;
    }
  });

  it('keeps to Retry-After by the real clock, too', async () => {
    ({ source, gate } = sourceWith(systemClock));
    const times: number[] = [];
    const note = (listener: RequestListener): RequestListener => {
      return (request, response) => {
        times.push(performance.now());
        listener(request, response);
      };
    };
    serve(
      note((_, response) => response.writeHead(429, { 'Retry-After': '1' }).end()),
      note(answer),
    );
    await ask('a', { isUrgent: true });
    const [first = 0, second = 0] = times;
    // Timers may be a millisecond early.
    assert.ok(second - first >= 999, `${second - first} ms`);
  });

  for (const [name, count, listener] of [
    ['resets', 3, reset],
    ['sends nothing', 3, (_, response) => response.end()],
    ['breaks off', 3, (_, response) => response.end('{"id":')],
    ['is overloaded', 3, (_, response) => response.writeHead(503).end('<html>')],
    ['sends a page', 1, (_, response) => response.end('<html></html>')],
    ['knows no such prediction', 1, (_, response) => response.writeHead(404).end('{}')],
    ['goes on drop by drop', 1, dripping],
    ['says nothing', 1, () => undefined],
    ['wants half an hour', 1, limitedFor(1800)],
  ] satisfies [string, number, RequestListener][]) {
    it(`asks a server that ${name} ${count}× where a person waits`, async () => {
      requestTimeout = 0.3;
      serve(...Array.from({ length: 9 }, () => listener));
      const asking = ask('a', { isUrgent: true });
      const ended = asking.then(
        () => 'answered',
        () => 'failed',
      );
      assert.equal(await withTimeGoingOn(ended), 'failed');
      assert.equal(asked.length, count);
    });

    it(`asks a server that ${name} once where nobody does`, async () => {
      requestTimeout = 0.3;
      serve(...Array.from({ length: 9 }, () => listener));
      await assert.rejects(ask('a'), { name: 'ApiError' });
      assert.equal(asked.length, 1);
    });
  }

  it('gives a person the answer to a second attempt', async () => {
    serve(reset, answer);
    const asking = ask('a', { isUrgent: true });
    await withTimeGoingOn(asking);
    assert.equal(asked.length, 2);
  });

  it('does not send what is cancelled while it waits', async () => {
    serve(limitedFor(3));
    await assert.rejects(ask('a'));
    const cancel = new AbortController();
    const asking = ask('b', { signal: cancel.signal });
    cancel.abort();
    await assert.rejects(asking, { kind: 'cancelled' });
    clock.advance(10_000);
    assert.equal(await quiet(), 1);
  });

  it('drops the connection of what is cancelled under way', async () => {
    const cancel = new AbortController();
    const closed = new Promise((resolve) => {
      serve((_, response) => {
        void once(response, 'close').then(resolve);
        cancel.abort();
      });
    });
    await assert.rejects(ask('a', { signal: cancel.signal }), { kind: 'cancelled' });
    await closed;
  });

  it('sends the key that is there when the turn has come', async () => {
    serve(limitedFor(3));
    await assert.rejects(ask('a'));
    const sent = new Promise((resolve) => {
      serve(answer, ({ headers }, response) => {
        resolve(headers.authorization);
        response.end();
      });
    });
    void ask('b');
    key = 'another-key';
    clock.advance(3000);
    assert.equal(await sent, 'Bearer another-key');
  });

  it('sends nothing without a key', async () => {
    serve();
    key = undefined;
    await assert.rejects(ask('a'), { kind: 'no-key' });
    assert.deepEqual(asked, []);
  });

  /** Has the fake clock go on beside the real one, much quicker. */
  async function withTimeGoingOn<T>(awaited: Promise<T>): Promise<T> {
    const hands = setInterval(() => {
      clock.advance(100);
    }, 5);
    try {
      return await awaited;
    } finally {
      clearInterval(hands);
    }
  }
});

function answer(...[{ url = '' }, response]: Parameters<RequestListener>): void {
  response.end(JSON.stringify(answerJson({ id: url.split('/').at(-1) })));
}

function reset(...[{ socket }]: Parameters<RequestListener>): void {
  socket.resetAndDestroy();
}

function dripping(...[, response]: Parameters<RequestListener>): void {
  response.write('{');
  const drops = setInterval(() => response.write(' '), 10);
  response.once('close', () => {
    clearInterval(drops);
  });
}

function limitedFor(seconds: number): RequestListener {
  return (_, response) => {
    response.writeHead(429, { 'Retry-After': String(seconds) }).end();
  };
}
