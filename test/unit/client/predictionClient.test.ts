import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ApiError } from '../../../src/client/apiError';
import { PredictionClient } from '../../../src/client/predictionClient';
import { LoopbackServer } from '../../support/builders/loopbackServer';
import { fetch } from '../../support/builders/nodeFetch';
import { answerJson } from '../../support/builders/predictions';
import { startDemoApi, type DemoApi } from '../../support/demoApi/demoApi';

const seedText = readFileSync(path.join(__dirname, '../../fixtures/seed-prediction.json'), 'utf8');
const seedId = 'hvmbv5hndhrme0cpws2rnqqf60';
const key = 'canary-key-0123456789';
const options = { signal: new AbortController().signal, timeoutSeconds: 5 };

describe('the client', () => {
  const client = new PredictionClient(fetch);
  const server = LoopbackServer.use();

  it('asks for GET {baseUrl}/predictions/{id} with the key as a bearer', async () => {
    let seen: unknown;
    server.listener = ({ method, url, headers }, response) => {
      seen = { method, url, authorization: headers.authorization, accept: headers.accept };
      response.end(seedText);
    };
    await client.get(seedId, { baseUrl: `${server.origin}/replicate/v1`, key }, options);
    assert.deepEqual(seen, {
      method: 'GET',
      url: `/replicate/v1/predictions/${seedId}`,
      authorization: `Bearer ${key}`,
      accept: 'application/json',
    });
  });

  it('gives the documented answer unaltered', async () => {
    server.listener = (_, response) => response.end(seedText);
    const endpoint = { baseUrl: server.origin, key };
    const { text, prediction } = await client.get(seedId, endpoint, options);
    assert.equal(text, seedText);
    assert.equal(prediction.id, seedId);
  });

  for (const [name, date, serverTime] of [
    ['its clock', 'Mon, 19 May 2025 02:00:47 GMT', Date.UTC(2025, 4, 19, 2, 0, 47)],
    ['nothing of use', 'now', undefined],
    ['nothing', undefined, undefined],
  ] as const) {
    it(`gives the server’s time where it tells ${name}`, async () => {
      server.listener = (_, response) => {
        response.sendDate = false;
        if (date !== undefined) response.setHeader('Date', date);
        response.end(seedText);
      };
      const answer = await client.get(seedId, { baseUrl: server.origin, key }, options);
      assert.equal(answer.serverTime, serverTime);
    });
  }

  it('takes any status of success, and says where there is nothing in it', async () => {
    const endpoint = { baseUrl: server.origin, key };
    server.listener = (_, response) => response.writeHead(299).end(seedText);
    assert.equal((await client.get(seedId, endpoint, options)).prediction.id, seedId);
    server.listener = (_, response) => response.writeHead(200).end(' \n');
    await assert.rejects(client.get(seedId, endpoint, options), { kind: 'empty-answer' });
  });

  it('leaves no timer behind, with a prediction or without', async () => {
    const endpoint = { baseUrl: server.origin, key };
    const timers = () =>
      process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
    const patient = { ...options, timeoutSeconds: 60 };
    for (const body of [seedText, 'no prediction']) {
      server.listener = (_, response) => response.setHeader('Connection', 'close').end(body);
      const before = timers();
      for (let time = 0; time < 20; time += 1) {
        await client.get(seedId, endpoint, patient).catch(() => undefined);
      }
      // Those of the server's own come and go.
      assert.ok(timers() - before < 10, `${timers()} timers, ${before} before`);
    }
  });

  it('names the host that it waited for, whoever ended that', async () => {
    server.listener = () => undefined;
    const endpoint = { baseUrl: server.origin, key };
    const { host } = new URL(server.origin);
    const ask = (given: Partial<typeof options>) =>
      client.get('a', endpoint, { ...options, ...given });
    for (const [asking, kind] of [
      [ask({ timeoutSeconds: 0.05 }), 'timed-out'],
      [ask({ signal: AbortSignal.timeout(50) }), 'cancelled'],
    ] as const) {
      await assert.rejects(asking, (error) => {
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.kind, error.details.host], [kind, host]);
        assert.ok(error.cause instanceof Error);
        return true;
      });
    }
  });

  it('names what is wrong with JSON that is none', async () => {
    server.listener = (_, response) => response.end('{"id":');
    const asking = client.get(seedId, { baseUrl: server.origin, key }, options);
    await assert.rejects(asking, (error) => {
      assert.ok(error instanceof ApiError && error.kind === 'broken-answer');
      assert.ok(error.cause instanceof SyntaxError);
      return true;
    });
  });

  it('cannot be led to another path by an id', async () => {
    let asked: string | undefined;
    server.listener = ({ url }, response) => {
      asked = url;
      response.writeHead(404).end();
    };
    await assert.rejects(client.get('../account?x', { baseUrl: server.origin, key }, options));
    assert.equal(asked, '/predictions/..%2Faccount%3Fx');
  });

  it('takes an answer of several megabytes', async () => {
    const logs = 'all is well so far\n'.repeat(200_000);
    server.listener = (_, response) => response.end(JSON.stringify(answerJson({ id: 'a', logs })));
    const { prediction } = await client.get('a', { baseUrl: server.origin, key }, options);
    assert.equal(prediction.logs.length, logs.length);
  });

  it('says so where an answer is too large to be read', async () => {
    const scant = new PredictionClient(fetch, { bytes: 10, separators: 1000 });
    server.listener = (_, response) => response.end(seedText);
    const asking = scant.get(seedId, { baseUrl: server.origin, key }, options);
    await assert.rejects(asking, { kind: 'too-large', isTemporary: false });
  });

  for (const [name, body] of [
    ['JSON with an HTML type', '{"detail":"nothing here"}'],
    ['HTML', '<!DOCTYPE html><title>404</title>'],
  ] as const) {
    it(`takes 404 with ${name} for a wrong base URL, not for a missing prediction`, async () => {
      server.listener = (_, response) => {
        response.writeHead(404, { 'Content-Type': 'text/html' }).end(body);
      };
      const asking = client.get('a', { baseUrl: server.origin, key }, options);
      await assert.rejects(asking, { kind: 'web-page' });
    });
  }
});

describe('a finished prediction of the demo API', () => {
  let demo: DemoApi;

  before(async () => {
    demo = await startDemoApi();
  });

  after(() => demo.close());

  for (const id of [
    seedId,
    'sparsex4c8r1v6z3t5w0n8b2j7',
    'mistypedc8r1v6z3t5w0n8b2j7',
    'hostile4c8r1v6z3t5w0n8b2j7',
    'hugejsonc8r1v6z3t5w0n8b2j7',
    'dataremoved1v6z3t5w0n8b2j7',
  ]) {
    it(`is understood: ${id}`, async () => {
      const client = new PredictionClient(fetch);
      const { prediction } = await client.get(id, demo, options);
      assert.equal(prediction.id, id);
      assert.equal(prediction.status, 'succeeded');
    });
  }
});
