import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { seedId } from '../support/demoApi/seedPrediction';
import { exampleCertificate } from '../support/proxy/exampleCertificate';
import { startForwardProxy, type ForwardProxy } from '../support/proxy/forwardProxy';
import { startDemoApi, type DemoApi } from '../support/demoApi/demoApi';
import { PredictionsWindow, type PredictionsWindowOptions } from '../support/ui/predictionsWindow';
import { temporaryFolder } from '../support/vscode/temporaryFolder';

const baseUrl = 'https://api.example.test/replicate/v1';
const credentials = 'deer:pass word';

describe('An API behind a proxy', () => {
  let api: DemoApi;
  let proxy: ForwardProxy;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  before(async () => {
    api = await startDemoApi();
    proxy = await startForwardProxy(new URL(api.baseUrl).origin);
    folder = await temporaryFolder('certificate');
  });
  after(async () => {
    await (proxy as ForwardProxy | undefined)?.close();
    await (api as DemoApi | undefined)?.close();
    await (folder as typeof folder | undefined)?.dispose();
  });

  function options(env: Readonly<Record<string, string>>): PredictionsWindowOptions {
    const [user = '', password = ''] = credentials.split(':').map(encodeURIComponent);
    return {
      settings: {
        'deerapi.baseUrl': baseUrl,
        'http.proxy': `http://${user}:${password}@127.0.0.1:${proxy.port}`,
      },
      env: { DEERAPI_KEY: api.key, DEERAPI_BASE_URL: baseUrl, ...env },
    };
  }

  describe('whose certificate is trusted', () => {
    const certificate = () => path.join(folder.path, 'example.pem');
    before(() => writeFile(certificate(), exampleCertificate.cert));
    const window = PredictionsWindow.use(() => options({ NODE_EXTRA_CA_CERTS: certificate() }));

    it('is asked through it, with the password for the proxy and the key for the API alone', async () => {
      await window.lookUp(seedId);
      await window.statusItem('succeeded').waitFor();
      const [tunnel] = proxy.tunnels;
      assert.equal(tunnel?.host, 'api.example.test:443');
      const basic = Buffer.from(credentials).toString('base64');
      assert.equal(tunnel.credentials, `Basic ${basic}`);
      assert.equal(api.requests.length, 1);
    });

    it('is not reached where the proxy wants another password, and a person is told so', async () => {
      proxy.mood = { type: 'refusing', status: 407, body: '<html>Who are you?</html>' };
      await window.lookUp('fourlakes8r1v6z3t5w0n8b2j7');
      await window.toast('wants a user name and a password').waitFor();
      await window.clearToasts();
    });

    it('is not reached where the proxy lets nothing through, and a person is told so', async () => {
      proxy.mood = { type: 'refusing', status: 403, body: '<html>Blocked by policy</html>' };
      await window.lookUp('onevideoc8r1v6z3t5w0n8b2j7');
      await window.toast('does not let the request through').waitFor();
      await window.clearToasts();
      proxy.mood = { type: 'open' };
    });
  });

  describe('whose certificate nobody trusts', () => {
    const window = PredictionsWindow.use(() => options({}));

    it('gets no request, and the person a sentence', async () => {
      const before = api.requests.length;
      await window.lookUp(seedId);
      await window.toast('its certificate is not trusted here').waitFor();
      assert.equal(api.requests.length, before);
    });
  });
});
