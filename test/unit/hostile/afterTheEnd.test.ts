import assert from 'node:assert/strict';

import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import { FakeClock } from '../../support/builders/fakeClock';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { behaviour } from '../../support/hostileApi/behaviour';
import { canary } from '../../support/hostileApi/canary';
import { endedText, fairText, sendJson } from '../../support/hostileApi/fair';
import { HeadlessExtension } from '../../support/hostileApi/headlessExtension';
import { HostileApi } from '../../support/hostileApi/hostileApi';

const id = 'abc';
/** Of another model, so that nothing is known of how long it takes. */
const nothing = { model: 'acme/other', input: {}, output: null, logs: '', metrics: {} };
const output = ['https://replicate.delivery/xezq/deer.webp'];

interface Later {
  readonly does: string;
  readonly body: string;
  /** The state then. */
  readonly sees: string;
}

const rows: readonly Later[] = [
  { does: 'runs again', body: fairText(id, nothing), sees: 'processing' },
  { does: 'waits again', body: fairText(id, { ...nothing, status: 'starting' }), sees: 'starting' },
  {
    does: 'has failed',
    body: endedText(id, { ...nothing, status: 'failed', error: 'lost' }),
    sees: 'failed · lost',
  },
  { does: 'has no output', body: endedText(id, { output: null }), sees: 'succeeded · 8.7 s' },
  { does: 'has no log', body: endedText(id, { logs: null }), sees: 'succeeded · 8.7 s' },
  { does: 'has no input', body: endedText(id, { ...nothing, output }), sees: 'succeeded · 8.7 s' },
  {
    does: 'was deleted',
    body: endedText(id, { ...nothing, data_removed: true }),
    sees: 'succeeded · 8.7 s',
  },
  {
    does: 'has fields of other kinds',
    body: endedText(id, { output: null, logs: 7, input: null, metrics: 'none' }),
    sees: 'succeeded · 8.7 s',
  },
];

describe('of a prediction that has ended, a server that says later that it', () => {
  const folder = useTemporaryFolder();
  const clock = new FakeClock();
  let api: HostileApi;

  before(async () => {
    api = await HostileApi.start(() => clock.now());
  });

  after(() => api.close());

  for (const { does, body, sees } of rows) {
    it(`${does} takes nothing from what was received`, async () => {
      const facts = { id: does, does, sees, asks: 'once' } as const;
      const hostile = behaviour(facts, ({ count }, response) => {
        sendJson(response, count === 1 ? endedText(id) : body);
      });
      api.play(hostile, 0);
      const { baseUrl } = api;
      const extension = new HeadlessExtension({ baseUrl, key: canary, folder: folder.path, clock });
      assert.equal(await extension.lookUp(id), 'succeeded · 8.7 s');
      clock.advance(1000);
      assert.equal(await extension.refresh(id), sees);
      await extension.spend(20_000);
      const kept = (await extension.tracker.open(id))?.whole;
      assert.equal(kept?.answer, endedText(id));
      assert.deepEqual(kept.prediction.output, output);
      assert.deepEqual(kept.prediction.input, { prompt: 'a deer at a lake' });
      assert.equal(kept.prediction.logs, 'Using seed: 7\n');
      assert.equal(kept.prediction.predictSeconds, 8.733386377);
      assert.ok(api.asked <= 25, `it was asked ${api.asked} times`);
      await extension.dispose();
      const library = new PredictionLibrary(folder.path, (trouble) => assert.fail(trouble.file));
      assert.equal((await library.read(id))?.answer, endedText(id));
      library.dispose();
      assert.deepEqual(extension.bugs, []);
    });
  }
});
