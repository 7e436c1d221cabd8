import assert from 'node:assert/strict';

import { workspace } from 'vscode';

import { Settings } from '../../src/host/settings';

describe('The settings of polling', () => {
  const settings = new Settings({});
  const configuration = () => workspace.getConfiguration('deerapi');

  afterEach(async () => {
    for (const key of ['minInterval', 'maxInterval', 'maxRequestsPerMinute']) {
      await configuration().update(`polling.${key}`, undefined, true);
    }
  });
  after(() => {
    settings.dispose();
  });

  it('count as soon as they are changed', async () => {
    assert.deepEqual(settings.polling, { min: 0.5, max: 30, requestsPerMinute: 600 });
    await configuration().update('polling.minInterval', 2, true);
    await configuration().update('polling.maxRequestsPerMinute', 60, true);
    assert.deepEqual(settings.polling, { min: 2, max: 30, requestsPerMinute: 60 });
  });

  it('keep to their bounds, and the longest interval to the shortest', async () => {
    await configuration().update('polling.minInterval', 40, true);
    await configuration().update('polling.maxInterval', 0, true);
    await configuration().update('polling.maxRequestsPerMinute', 1_000_000, true);
    assert.deepEqual(settings.polling, { min: 40, max: 40, requestsPerMinute: 3000 });
  });
});
