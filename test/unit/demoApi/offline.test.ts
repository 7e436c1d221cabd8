import assert from 'node:assert/strict';

import { startDemoApi } from '../../support/demoApi/demoApi';
import type { DemoApi } from '../../support/demoApi/demoApi';
import { seedId } from '../../support/demoApi/seedPrediction';
import { ask } from './ask';

describe('the demo API without a network', () => {
  let demo: DemoApi;

  beforeEach(async () => {
    demo = await startDemoApi();
    await demo.goOffline();
  });

  afterEach(() => demo.close());

  it('refuses connections', async () => {
    await assert.rejects(ask(demo, seedId));
    assert.deepEqual(demo.requests, []);
  });

  it('comes back at the same address', async () => {
    await demo.comeBack();
    assert.equal((await ask(demo, seedId)).status, 200);
  });
});
