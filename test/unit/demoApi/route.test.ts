import assert from 'node:assert/strict';
import { connect } from 'node:net';

import { startDemoApi } from '../../support/demoApi/demoApi';
import type { DemoApi } from '../../support/demoApi/demoApi';
import { seedId, seedPrediction } from '../../support/demoApi/seedPrediction';
import { ask, askJson } from './ask';

describe('the demo API', () => {
  let demo: DemoApi;

  beforeEach(async () => {
    demo = await startDemoApi();
  });

  afterEach(() => demo.close());

  it("carries DeerAPI's documented answer, unaltered but for its image", async () => {
    const { output, ...rest } = await askJson(demo, seedId);
    const { output: goneForLong, ...documented } = seedPrediction;
    assert.deepEqual(rest, documented);
    assert.notDeepEqual(output, goneForLong);
    assert.deepEqual(output, [`${demo.origin}/files/cake.webp`]);
  });

  for (const [what, headers] of [
    ['no key', {}],
    ['a wrong key', { Authorization: 'Bearer sk-wrong' }],
    ['the key without its scheme', { Authorization: 'demo-key' }],
  ] as const) {
    it(`refuses ${what} as the gateway does`, async () => {
      const response = await ask(demo, seedId, headers);
      assert.equal(response.status, 401);
      assert.match(await response.text(), /"message":"无效的令牌 \(request id: 20\w+\)"/);
    });
  }

  it('answers 404 for an id it does not know', async () => {
    const response = await ask(demo, 'nobodyknowsthispredictions');
    assert.equal(response.status, 404);
    assert.match(await response.text(), /"status":404/);
  });

  for (const path of ['/', '//', '/replicate/v1/account', '/files/..%2fseed-prediction.json']) {
    it(`answers 404 for ${path}`, async () => {
      const response = await fetch(demo.origin + path);
      assert.equal(response.status, 404);
    });
  }

  it('answers only GET', async () => {
    const response = await fetch(`${demo.baseUrl}/predictions/${seedId}`, { method: 'POST' });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET');
  });

  it('remembers each request, with the key where one was sent', async () => {
    await ask(demo, seedId);
    await fetch(`${demo.origin}/files/cake.webp`);
    assert.deepEqual(
      demo.requests.map(({ path, authorization, status }) => [path, authorization, status]),
      [
        [`/replicate/v1/predictions/${seedId}`, 'Bearer demo-key', 200],
        ['/files/cake.webp', undefined, 200],
      ],
    );
  });

  it('serves what a test sets, in place of what it knew', async () => {
    demo.set({ id: seedId, status: 'processing' });
    assert.deepEqual(await askJson(demo, seedId), { id: seedId, status: 'processing' });
  });

  it('lists every id it serves', () => {
    demo.set({ id: 'oneofatest', status: 'starting' });
    for (const id of [seedId, 'error-429-empty', 'flaky-429-once', 'oneofatest']) {
      assert.match(demo.idTable(), new RegExp(`^ {2}${id} {2,}\\S`, 'm'));
    }
  });

  it('says so when its port is taken, and leaves nothing open', async () => {
    const port = Number(new URL(demo.origin).port);
    await assert.rejects(startDemoApi({ port }), { code: 'EADDRINUSE' });
  });

  it('ends open connections when it closes, and listens no more', async () => {
    const silent = assert.rejects(ask(demo, 'error-silence'));
    const stalled = assert.rejects(ask(demo, 'error-200-stalled').then((got) => got.text()));
    await until(() => demo.requests.length === 2);
    await demo.close();
    await Promise.all([silent, stalled]);
    await assert.rejects(connected(demo.origin), { code: 'ECONNREFUSED' });
    await assert.rejects(connected(demo.elsewhere), { code: 'ECONNREFUSED' });
    demo = await startDemoApi();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

function connected(origin: string): Promise<void> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
