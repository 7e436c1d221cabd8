import assert from 'node:assert/strict';

import { sampleBaseUrl, sampleId } from '../../../../src/features/sample/sampleRun';
import { SampleSource } from '../../../../src/features/sample/sampleSource';
import { isTerminal } from '../../../../src/prediction/prediction';
import type { PredictionSource } from '../../../../src/tracking/trackedPrediction';
import { FakeClock } from '../../../support/builders/fakeClock';
import { baseUrl, progressOf } from '../../../support/builders/predictions';

const images = ['data:image/webp;base64,AAAA', 'data:image/webp;base64,BBBB'];
const options = { signal: new AbortController().signal, deadline: 0, isUrgent: true };

describe('The sample prediction', () => {
  let clock: FakeClock;
  let asked: string[];
  let source: SampleSource;
  beforeEach(() => {
    clock = new FakeClock();
    asked = [];
    const real: PredictionSource = {
      baseUrl,
      get(id) {
        asked.push(id);
        return Promise.reject(new Error('no network'));
      },
    };
    source = new SampleSource(real, clock, () => Promise.resolve(images));
  });
  const sample = async () => (await source.get(sampleId, sampleBaseUrl, options)).prediction;

  it('waits, works with a bar that never goes back, and has made its images, without a request', async () => {
    source.start();
    const states: string[] = [];
    let last = 0;
    for (let second = 0; second < 20; second++) {
      const prediction = await sample();
      if (states.at(-1) !== prediction.status) states.push(prediction.status);
      const fraction = progressOf(prediction)?.fraction ?? last;
      assert.ok(fraction >= last, `${fraction} after ${last}`);
      last = fraction;
      if (isTerminal(prediction)) break;
      clock.advance(1000);
    }
    assert.deepEqual(states, ['starting', 'processing', 'succeeded']);
    assert.ok(last > 0.8);
    assert.deepEqual((await sample()).output, images);
    assert.deepEqual(asked, []);
  });

  it('has ended where it was not started, as after a reload', async () => {
    const { status, predictSeconds } = await sample();
    assert.equal(status, 'succeeded');
    // As it is to be read in the metrics and in the log, without a tail of digits.
    assert.equal(predictSeconds, 13.2);
  });

  it('leaves all other predictions to the API', async () => {
    await assert.rejects(source.get('k7q2m9x4c8r1v6z3t5w0n8b2j7', baseUrl, options), /no network/);
    await assert.rejects(source.get(sampleId, baseUrl, options), /no network/);
    assert.equal(asked.length, 2);
  });
});
