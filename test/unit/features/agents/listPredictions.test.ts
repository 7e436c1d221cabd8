import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';

import { keptOutputsIn } from '../../../../src/features/agents/keptOutputs';
import { trackedPredictions } from '../../../../src/features/agents/trackedPredictions';
import { TrackerFixture } from '../../../support/builders/trackerFixture';
import { ask, dataIn, type Data } from './answers';

describe('list_predictions', () => {
  let fixture: TrackerFixture;
  beforeEach(async () => {
    fixture = new TrackerFixture();
    await fixture.track({ id: 'first', model: 'owner/Flux' });
    fixture.clock.advance(1000);
    await fixture.track({ id: 'second', status: 'processing', output: null });
    fixture.clock.advance(1000);
    await fixture.track({ id: 'third', status: 'failed', error: 'out of memory', output: null });
  });
  afterEach(() => {
    fixture.tracker.dispose();
  });

  async function list(input: unknown): Promise<{ ids: unknown[]; told: Data }> {
    const { tracker } = fixture;
    const predictions = trackedPredictions({ tracker, restored: Promise.resolve() });
    const parts = { predictions, files: keptOutputsIn(tmpdir()) };
    const told = dataIn((await ask('list_predictions', input, parts)).text);
    return { ids: (told['predictions'] as Data[]).map(({ id }) => id), told };
  }

  it('tells of all that are tracked, newest first, and asks nobody', async () => {
    const asked = fixture.source.requests.length;
    const { ids, told } = await list({});
    assert.deepEqual(ids, ['third', 'second', 'first']);
    assert.equal(told['tracked'], 3);
    assert.equal(fixture.source.requests.length, asked);
    const [third] = told['predictions'] as Data[];
    assert.equal(third?.['state'], 'failed · out of memory');
  });

  it('tells of those in a state, and counts what has not ended as running', async () => {
    assert.deepEqual((await list({ status: 'failed' })).ids, ['third']);
    assert.deepEqual((await list({ status: 'running' })).ids, ['second']);
  });

  it('tells of those of a model, in whatever case it is written', async () => {
    assert.deepEqual((await list({ model: 'owner/flux' })).ids, ['first']);
  });

  it('tells of as many as are wanted, and how many there are', async () => {
    const { ids, told } = await list({ limit: 1 });
    assert.deepEqual(ids, ['third']);
    assert.equal(told['matching'], 3);
  });
});
