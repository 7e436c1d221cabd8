import assert from 'node:assert/strict';

import type { OpenedPrediction } from '../../../src/tracking/trackedPrediction';
import { answerJson, answerText, type AnswerJson } from '../../support/builders/predictions';
import { TrackerFixture } from '../../support/builders/trackerFixture';

const id = 'abc';
const removed: AnswerJson = { id, input: {}, output: null, logs: null, data_removed: true };
const kept = answerJson();

describe('what the server has deleted', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  it('is kept here as it was, in the list and in the store', async () => {
    await its.track({ id });
    await its.track(removed);
    const { whole } = await opened(its);
    assert.equal(whole.answer, answerText({ id }));
    assert.deepEqual(whole.prediction.output, kept['output']);
    assert.deepEqual(whole.prediction.input, kept['input']);
    assert.equal(whole.prediction.logs, kept['logs']);
    assert.equal(its.store.kept.get(id)?.answer, answerText({ id }));
  });

  it('is said to be deleted, once', async () => {
    await its.track({ id });
    await its.track(removed);
    await its.track(removed);
    assert.equal(its.tracker.get(id)?.brief.dataRemoved, true);
    assert.equal(its.changes.length, 2);
  });

  it('is still there, and said to be deleted, in a later session', async () => {
    await its.track({ id });
    await its.track(removed);
    const later = await laterSession(its);
    const { prediction } = (await opened(later)).whole;
    assert.equal(prediction.dataRemoved, true);
    assert.deepEqual(prediction.output, kept['output']);
    await later.track(removed);
    assert.deepEqual((await opened(later)).whole.prediction.output, kept['output']);
  });

  it('before it was ever seen is shown as such', async () => {
    await its.track(removed);
    assert.equal(its.tracker.get(id)?.brief.dataRemoved, true);
    assert.equal((await opened(its)).whole.answer, answerText(removed));
  });

  it('while it was not looked at (the computer slept) ends all the same', async () => {
    await its.track({ id, status: 'processing', output: null, completed_at: null });
    its.clock.advance(3_600_000);
    await its.source.last.answer(answerJson(removed));
    assert.equal(its.tracker.get(id)?.brief.status, 'succeeded');
    assert.deepEqual(its.clock.waits, [], 'it would be asked for for ever');
    assert.equal((await opened(its)).whole.prediction.logs, kept['logs']);
  });

  describe('where it is the log alone', () => {
    const running = { id, status: 'processing', output: null, logs: 'one\ntwo' };

    beforeEach(async () => {
      await its.track(running);
      await its.track({ id, logs: '' });
    });

    it('is kept, beside all that the server has', async () => {
      for (const those of [its, await laterSession(its)]) {
        const { brief, whole } = await opened(those);
        assert.equal(whole.prediction.logs, 'one\ntwo');
        assert.deepEqual(whole.prediction.output, kept['output']);
        assert.equal(brief.status, 'succeeded');
        assert.equal(brief.hasOutput, true);
        assert.equal(brief.dataRemoved, false, 'the outputs are still there');
      }
    });

    it('is kept when the server then deletes the rest, with that', async () => {
      await its.track(removed);
      for (const those of [its, await laterSession(its)]) {
        const { brief, whole } = await opened(those);
        assert.equal(whole.prediction.logs, 'one\ntwo');
        assert.deepEqual(whole.prediction.output, kept['output']);
        assert.deepEqual(whole.prediction.input, kept['input']);
        assert.equal(brief.dataRemoved, true);
      }
    });

    it('is as the server has it, once it is there again', async () => {
      await its.track({ id, logs: 'one\ntwo\nthree' });
      const { whole } = await opened(its);
      assert.equal(whole.prediction.logs, 'one\ntwo\nthree');
      assert.equal(whole.answerAfterDeletion, '');
    });
  });

  it('is found out where a gateway does not say so', async () => {
    await its.track({ id });
    await its.track({ id, input: {}, output: null, logs: '' });
    const { brief, whole } = await opened(its);
    assert.deepEqual(whole.prediction.output, kept['output']);
    assert.equal(brief.dataRemoved, true);
  });
});

async function laterSession({ store }: TrackerFixture): Promise<TrackerFixture> {
  const later = new TrackerFixture();
  for (const stored of store.kept.values()) later.store.kept.set(stored.id, stored);
  await later.tracker.restore();
  return later;
}

async function opened({ tracker }: TrackerFixture): Promise<OpenedPrediction> {
  const its = await tracker.open(id);
  assert.ok(its);
  return its;
}
