import assert from 'node:assert/strict';

import type { StoredPrediction } from '../../../src/tracking/trackedPrediction';
import { settled } from '../../support/builders/heldSource';
import { answerText, storedOf, type AnswerJson } from '../../support/builders/predictions';
import { TrackerFixture } from '../../support/builders/trackerFixture';

describe('predictions of an earlier session', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  it('are on the list again, newest first, and each is told', async () => {
    keep(its, { id: 'old' }, { addedAt: 1 });
    keep(its, { id: 'new' }, { addedAt: 2 });
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

  it('that still ran have their logs and progress at hand', async () => {
    const logs = ' 45%|####      | 18/40 [00:03<00:04,  5.08it/s]';
    keep(its, { id: 'runs', status: 'processing', logs });
    await its.tracker.restore();
    await settled();
    assert.equal(its.tracker.get('runs')?.whole?.prediction.logs, logs);
    assert.equal(its.tracker.get('runs')?.progress?.fraction, 0.45);
  });

  it('that have ended leave their answers on disk', async () => {
    keep(its, { id: 'ended' });
    await its.tracker.restore();
    await settled();
    assert.equal(its.tracker.get('ended')?.whole, undefined);
    assert.equal((await its.tracker.open('ended'))?.whole.answer, answerText({ id: 'ended' }));
  });

  it('whose answers cannot be read any more are listed, and open with what is known', async () => {
    keep(its, { id: 'odd' }, { answer: 'nonsense' });
    await its.tracker.restore();
    const opened = await its.tracker.open('odd');
    assert.equal(opened?.whole.prediction.status, 'succeeded');
    assert.equal(opened.whole.prediction.output, null);
  });

  it('that were paused are not asked for', async () => {
    keep(its, { id: 'runs', status: 'processing' }, { marks: new Set(['paused']) });
    await its.tracker.restore();
    its.clock.advance(60_000);
    assert.equal(its.source.requests.length, 0);
  });

  it('do not undo what was looked up meanwhile', async () => {
    await its.track({ id: 'abc', status: 'succeeded' });
    keep(its, { id: 'abc', status: 'processing' });
    await its.tracker.restore();
    assert.equal(its.tracker.get('abc')?.brief.status, 'succeeded');
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

function keep(
  { store }: TrackerFixture,
  fields: AnswerJson,
  known: Partial<StoredPrediction> = {},
): void {
  const stored = storedOf(fields, known);
  store.kept.set(stored.id, stored);
}
