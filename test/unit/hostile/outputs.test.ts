import assert from 'node:assert/strict';
import path from 'node:path';
import { inspect } from 'node:util';

import { OutputClient } from '../../../src/client/outputClient';
import { requestOutput } from '../../../src/client/outputRequest';
import { OutputArchive } from '../../../src/library/archive/outputArchive';
import { listOutputs } from '../../../src/prediction/outputs';
import { FakeClock } from '../../support/builders/fakeClock';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { behaviour } from '../../support/hostileApi/behaviour';
import { canary, canaryIn } from '../../support/hostileApi/canary';
import { endedText, sendJson } from '../../support/hostileApi/fair';
import { HeadlessExtension } from '../../support/hostileApi/headlessExtension';
import { HostileApi } from '../../support/hostileApi/hostileApi';

const id = 'abc';
const limits = { maxBytes: 1e6, idleSeconds: 5, maxSeconds: 5, mayBeLocal: true };

describe('the outputs that a hostile server names', () => {
  const folder = useTemporaryFolder();
  const clock = new FakeClock();
  let api: HostileApi;

  before(async () => {
    api = await HostileApi.start(() => clock.now());
  });

  after(() => api.close());

  it('are fetched from other origins without the key, even where they hold it', async () => {
    const facts = {
      id: 'outputs',
      does: 'names outputs with the key',
      sees: '',
      asks: 'once',
    } as const;
    const hostile = behaviour(facts, ({ key, elsewhere }, response) => {
      const output = [
        `${elsewhere}/plain.png`,
        `${elsewhere}/${key}/path.png`,
        `${elsewhere}/query.png?key=${encodeURIComponent(key)}&again=${key}`,
        `${elsewhere.replace('//', `//${encodeURIComponent(key)}@`)}/user.png`,
      ];
      sendJson(response, endedText(id, { output }));
    });
    api.play(hostile, 0);
    const { baseUrl } = api;
    const extension = new HeadlessExtension({ baseUrl, key: canary, folder: folder.path, clock });
    await extension.lookUp(id);
    const opened = await extension.tracker.open(id);
    const client = new OutputClient(requestOutput);
    const archive = new OutputArchive({
      folder: path.join(folder.path, 'outputs'),
      openUrl: (request) => client.open(request.url, { ...limits, ...request }),
      report: (trouble) => assert.fail(inspect(trouble)),
      maxBytes: () => 1e9,
      isKnown: () => Promise.resolve(true),
    });
    for (const { source } of listOutputs(opened?.whole.prediction.output).outputs) {
      assert.equal(source.type, 'url');
      await archive.keep(id, source, new AbortController().signal);
    }
    archive.dispose();
    assert.equal(api.traps.connections, 4);
    assert.equal(canaryIn(api.traps.received), undefined);
    assert.doesNotMatch(api.traps.received, /bearer|cookie|referer/i);
    for (const text of await extension.everything()) assert.equal(canaryIn(text), undefined);
    await extension.dispose();
  });
});
