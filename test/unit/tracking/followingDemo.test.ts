import assert from 'node:assert/strict';

import { PredictionClient } from '../../../src/client/predictionClient';
import { Tracker } from '../../../src/tracking/tracker';
import type { AskOptions, PredictionSource } from '../../../src/tracking/trackedPrediction';
import { FakeClock } from '../../support/builders/fakeClock';
import { settled } from '../../support/builders/heldSource';
import { fetch } from '../../support/builders/nodeFetch';
import { StoreInMemory } from '../../support/builders/trackerFixture';
import { startDemoApi, type DemoApi } from '../../support/demoApi/demoApi';

describe('a prediction of the demo API', () => {
  const clock = new FakeClock();
  let demo: DemoApi;

  before(async () => {
    demo = await startDemoApi({ now: () => clock.now() });
  });

  after(() => demo.close());

  for (const [id, end] of [
    ['fluxquick7x4c8r1v6z3t5w0n8', 'succeeded'],
    ['nsfwfail2b7j5k1m8p4s0v6x3z', 'failed'],
    ['canceledqueue6z3t5w0n8b2j7', 'canceled'],
    ['abortedrunr1v6z3t5w0n8b2j7', 'aborted'],
    ['throttled8r1v6z3t5w0n8b2j7', 'succeeded'],
    ['flaky-500-while-running', 'succeeded'],
    ['flaky-429-once', 'succeeded'],
    ['flaky-reset-every-other', 'succeeded'],
    ['flaky-html-every-other', 'succeeded'],
  ] as const) {
    it(`${id} is followed until it has ${end}, and no further`, async () => {
      const source = new DemoSource(demo);
      const tracker = trackerOf(source, clock);
      await tracker.lookUp(id, new AbortController().signal);
      for (let round = 0; round < 60 && clock.waits.length > 0; round += 1) {
        clock.advance(clock.waits[0] ?? 0);
        await source.lastAsk;
        await settled();
      }
      assert.equal(tracker.get(id)?.brief.status, end);
      assert.equal(tracker.get(id)?.failure, undefined);
      assert.deepEqual(clock.waits, []);
    });
  }
});

class DemoSource implements PredictionSource {
  readonly baseUrl: string;
  /** Settles when the latest ask has ended, well or not. */
  lastAsk: Promise<unknown> = Promise.resolve();
  readonly #client = new PredictionClient(fetch);

  constructor(private readonly demo: DemoApi) {
    this.baseUrl = demo.baseUrl;
  }

  get(id: string, baseUrl: string, { signal }: AskOptions): ReturnType<PredictionSource['get']> {
    const { key } = this.demo;
    const ask = this.#client.get(id, { baseUrl, key }, { signal, timeoutSeconds: 5 });
    this.lastAsk = Promise.allSettled([ask]);
    return ask;
  }
}

function trackerOf(source: PredictionSource, clock: FakeClock): Tracker {
  const tracker = new Tracker({
    source,
    store: new StoreInMemory(),
    clock,
    polling: { min: 1, max: 4, requestsPerMinute: 600 },
    isWatched: () => false,
    random: () => 0.5,
    reportBug: (error) => {
      throw error;
    },
  });
  tracker.setAsking(true);
  return tracker;
}
