import assert from 'node:assert/strict';

import { answerJson, type AnswerJson } from '../../support/builders/predictions';
import { TrackerFixture } from '../../support/builders/trackerFixture';

const id = 'abc';
const removed: AnswerJson = { id, input: {}, output: null, logs: null, data_removed: true };

describe('what the server has deleted', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  it('is kept here as it was, in the list and in the store', async () => {
    await its.track({ id });
    await its.track(removed);
    const tracked = its.tracker.get(id);
    assert.deepEqual(tracked?.answer, answerJson({ id }));
    assert.deepEqual(tracked.prediction.output, answerJson()['output']);
    assert.deepEqual(its.store.kept.get(id)?.answer, answerJson({ id }));
  });

  it('is said to be deleted, once', async () => {
    await its.track({ id });
    await its.track(removed);
    await its.track(removed);
    assert.equal(its.tracker.get(id)?.isDeletedOnServer, true);
    assert.equal(its.store.kept.get(id)?.isDeletedOnServer, true);
    assert.equal(its.changes.length, 2);
  });

  it('before it was ever seen is shown as such', async () => {
    await its.track(removed);
    assert.equal(its.tracker.get(id)?.isDeletedOnServer, true);
    assert.deepEqual(its.tracker.get(id)?.answer, answerJson(removed));
  });

  it('while it was not looked at (the computer slept) ends all the same', async () => {
    await its.track({ id, status: 'processing', output: null, completed_at: null });
    its.clock.advance(3_600_000);
    await its.source.last.answer(answerJson(removed));
    assert.equal(its.tracker.get(id)?.prediction.status, 'succeeded');
    assert.deepEqual(its.clock.waits, [], 'it would be asked for for ever');
    assert.equal(its.tracker.get(id)?.prediction.logs, 'Using seed: 7\n');
  });
});
