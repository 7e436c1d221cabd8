import assert from 'node:assert/strict';

import type { StoredPrediction } from '../../../src/tracking/trackedPrediction';
import { settled } from '../../support/builders/heldSource';
import {
  answerJson,
  answerText,
  baseUrl,
  type AnswerJson,
} from '../../support/builders/predictions';
import { TrackerFixture } from '../../support/builders/trackerFixture';

describe('predictions of an earlier session', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  it('are on the list again, newest first, and each is told', async () => {
    keep(its, { id: 'old' }, 1);
    keep(its, { id: 'new' }, 2);
    await its.tracker.restore();
    const ids = its.tracker.list.map(({ id }) => id);
    assert.deepEqual(ids, ['new', 'old']);
    assert.equal(its.changes.length, 2);
  });

  it('that still ran are followed; the others are not asked for', async () => {
    keep(its, { id: 'runs', status: 'processing' });
    keep(its, { id: 'ended', status: 'aborted' });
    await its.tracker.restore();
    its.clock.advance(60_000);
    const asked = its.source.requests.map(({ id }) => id);
    assert.deepEqual(asked, ['runs']);
  });

  it('that are no predictions are left out', async () => {
    its.store.kept.set('odd', { ...stored({ id: 'odd' }), answer: 'nonsense' });
    keep(its, { id: 'fair' });
    await its.tracker.restore();
    assert.deepEqual(
      its.tracker.list.map(({ id }) => id),
      ['fair'],
    );
  });

  it('do not undo what was looked up meanwhile', async () => {
    await its.track({ id: 'abc', status: 'succeeded' });
    keep(its, { id: 'abc', status: 'processing' });
    await its.tracker.restore();
    assert.equal(its.tracker.get('abc')?.prediction.status, 'succeeded');
  });

  it('are not brought back to a window that is closing', async () => {
    keep(its, { id: 'runs', status: 'processing' });
    const restoring = its.tracker.restore();
    its.tracker.dispose();
    await restoring;
    await settled();
    assert.deepEqual(its.clock.waits, []);
  });
});

function keep({ store }: TrackerFixture, fields: AnswerJson, addedAt = 1): void {
  const each = stored(fields, addedAt);
  store.kept.set(each.id, each);
}

function stored(fields: AnswerJson, addedAt = 1): StoredPrediction {
  const id = String(answerJson(fields)['id']);
  const answer = answerText(fields);
  return { id, baseUrl, addedAt, answeredAt: addedAt, answer, answerAfterDeletion: '' };
}
