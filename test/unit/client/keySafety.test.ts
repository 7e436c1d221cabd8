import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { Agent, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
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
import { selfSigned } from '../../support/builders/selfSigned';
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

  for (const odd of [
    'with\\backslash\\at\\',
    '"quoted"-0123456789"',
    '$&$1$`-0123456789',
    '(.*)+[a-z]?^0123|456$',
    '%2F0123%41456789%',
    '+/=+/=+/=+/=',
    '\\u0041\\/\\"0123456789',
    'aaaaaaaaaaaaaaaa',
  ]) {
    it(`is not in what is kept though it is as odd as ${odd}`, async () => {
      const said = `<${odd}> ${encodeURIComponent(odd)} \n/"\\${odd}${odd}`;
      server.listener = (_, response) => {
        const text = JSON.stringify(answerJson({ id: 'a', logs: said, model: `acme/${odd}` }));
        response.end(text.replace('acme/', 'acme\\/'));
      };
      const asking = client.get('a', { baseUrl: server.origin, key: odd }, options);
      const { text, prediction } = await asking;
      assert.equal(prediction.logs, '<[key]> [key] \n/"\\[key][key]');
      assert.equal(prediction.model, 'acme/[key]');
      assert.ok(!text.includes(JSON.stringify(odd).slice(1, -1)));
    });
  }

  it('is taken out of the text that it is a part of, and nothing else is', async () => {
    server.listener = (_, response) => {
      const logs = `x${key}y ${key.slice(1)} ${key.slice(0, -1)}`;
      response.end(JSON.stringify(answerJson({ id: 'a', logs })));
    };
    const { prediction } = await client.get('a', { baseUrl: server.origin, key }, options);
    assert.equal(prediction.logs, `x[key]y ${key.slice(1)} ${key.slice(0, -1)}`);
  });

  it('leaves answers as they came where it is a word like any other', async () => {
    const text = JSON.stringify(answerJson({ id: 'a', logs: 'status: test\n' }));
    server.listener = (_, response) => response.end(text);
    for (const word of ['test', 'status', 'a', '"']) {
      const answer = await client.get('a', { baseUrl: server.origin, key: word }, options);
      assert.equal(answer.text, text);
    }
  });

  it('does not travel along a redirect from https to http', async () => {
    let asked = 0;
    server.listener = (_, response) => {
      asked += 1;
      response.end(JSON.stringify(answerJson({ id: 'a' })));
    };
    const secure = createServer(selfSigned, (_, response) => {
      response.writeHead(302, { Location: `${server.origin}/predictions/a` }).end();
    });
    secure.listen(0, '127.0.0.1');
    await once(secure, 'listening');
    const { port } = secure.address() as AddressInfo; // a TCP server has no other kind
    const agent = new Agent({ rejectUnauthorized: false });
    const trusting = new PredictionClient((url, init) => fetch(url, { ...init, ...{ agent } }));
    try {
      const asking = trusting.get('a', { baseUrl: `https://127.0.0.1:${port}`, key }, options);
      await assert.rejects(asking, { kind: 'redirected' });
      assert.equal(asked, 0);
    } finally {
      secure.close();
      secure.closeAllConnections();
      agent.destroy();
    }
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
