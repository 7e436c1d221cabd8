import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';

import { describeApiError } from '../../../src/client/apiErrorSentence';
import { ApiError } from '../../../src/client/apiError';
import { OutputClient } from '../../../src/client/outputClient';
import { requestOutput } from '../../../src/client/outputRequest';
import { PredictionClient } from '../../../src/client/predictionClient';
import { english } from '../../support/builders/english';
import { LoopbackServer } from '../../support/builders/loopbackServer';
import { fetch } from '../../support/builders/nodeFetch';
import { answerJson } from '../../support/builders/predictions';
import { startDemoApi, type DemoApi } from '../../support/demoApi/demoApi';

const key = 'canary-key/0123456789';
const options = { signal: new AbortController().signal, timeoutSeconds: 5 };
const client = new PredictionClient(fetch);

describe('the API key', () => {
  const server = LoopbackServer.use();
  let demo: DemoApi;

  before(async () => {
    demo = await startDemoApi({ key });
  });

  after(() => demo.close());

  for (const id of ['error-301-other-origin', 'error-301-html-page']) {
    it(`does not travel along a redirect (${id})`, async () => {
      await assert.rejects(client.get(id, demo, options), { kind: 'redirected' });
      assert.deepEqual(otherRequests(demo), []);
    });
  }

  it('goes to the base URL alone, not to the addresses that an answer names', async () => {
    const urls = { get: `${demo.elsewhere}/get`, stream: `${demo.elsewhere}/stream` };
    demo.set({ ...answerJson({ urls }), id: 'abc' });
    await client.get('abc', demo, options);
    assert.deepEqual(otherRequests(demo), []);
  });

  it('does not go to the host of an output', async () => {
    const outputs = new OutputClient(requestOutput);
    await outputs.open(`${demo.origin}/files/deer.png`, {
      signal: options.signal,
      maxBytes: 1e6,
      idleSeconds: 5,
      maxSeconds: 60,
      mayBeLocal: true,
    });
    const files = demo.requests.filter(({ path }) => path.startsWith('/files/'));
    assert.equal(files.length, 1);
    assert.ok(files.every(({ authorization }) => authorization === undefined));
  });

  const echoes: Readonly<Record<string, RequestListener>> = {
    'an error’s message': (_, response) => {
      response.writeHead(401).end(JSON.stringify({ error: { message: `bad key ${key}` } }));
    },
    'a request id': (_, response) => {
      const message = `no (request id: ${key.replace('/', '')})`;
      response.writeHead(401).end(JSON.stringify({ error: { message } }));
    },
    'a header': (_, response) => {
      response.writeHead(401, { 'X-Request-Id': key }).end('{"detail":"no"}');
    },
    'an error’s message, with its signs escaped': (_, response) => {
      const text = key.replaceAll('/', '\\/');
      response.writeHead(401).end(`{"error":{"message":"bad key ${text}"}}`);
    },
    'a page': (_, response) => {
      response.writeHead(200).end(`<html>${key}</html>`);
    },
  };
  for (const [where, listener] of Object.entries(echoes)) {
    it(`is not in the error where a server repeats it in ${where}`, async () => {
      server.listener = listener;
      const secret = where === 'a request id' ? key.replace('/', '') : key;
      const asking = client.get('a', { baseUrl: server.origin, key: secret }, options);
      await assert.rejects(asking, (error) => {
        assert.ok(error instanceof ApiError);
        const everything = inspect(error, { depth: 9 }) + describeApiError(error, english);
        assert.ok(!everything.includes(secret), everything);
        return true;
      });
    });
  }

  it('is not in what is kept of an answer that repeats it', async () => {
    server.listener = (_, response) => {
      response.end(JSON.stringify(answerJson({ id: 'a', logs: `using ${key}\n` })));
    };
    const answer = await client.get('a', { baseUrl: server.origin, key }, options);
    assert.ok(!JSON.stringify(answer).includes(key));
    assert.equal(answer.prediction.logs, 'using [key]\n');
  });

  it('is not in what is kept of an answer that repeats it with its letters escaped', async () => {
    server.listener = (_, response) => {
      const text = JSON.stringify(answerJson({ id: 'a', logs: `using ${key}\n` }));
      response.end(text.replace(key, key.replace('c', '\\u0063')));
    };
    const { prediction } = await client.get('a', { baseUrl: server.origin, key }, options);
    assert.equal(prediction.logs, 'using [key]\n');
  });

  it('taken out of a message leaves the rest of the sentence as it was', async () => {
    server.listener = (_, response) => {
      const escaped = key.replace('c', '\\u0063');
      response.writeHead(401).end(`{"error":{"message":"bad key ${escaped}"}}`);
    };
    const asking = client.get('a', { baseUrl: server.origin, key }, options);
    await assert.rejects(asking, (error) => {
      assert.ok(error instanceof ApiError);
      assert.match(describeApiError(error, english), /“bad key \[key\]”$/);
      return true;
    });
  });

  it('is not in the error where the connection breaks', async () => {
    server.listener = ({ socket }) => {
      socket.destroy();
    };
    const asking = client.get('a', { baseUrl: server.origin, key }, options);
    await assert.rejects(asking, (error) => !inspect(error, { depth: 9 }).includes(key));
  });
});

/** All that reached the demo but at its prediction route. */
function otherRequests({ requests, origin }: DemoApi): unknown[] {
  return requests.filter(
    (request) => request.origin !== origin || !request.path.includes('/predictions/'),
  );
}
