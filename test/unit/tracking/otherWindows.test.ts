import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { answerJson, storedOf } from '../../support/builders/predictions';
import { TrackerFixture } from '../../support/builders/trackerFixture';

const id = 'abc';

describe('what another window does', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  it('is on the list when it adds one, and followed', async () => {
    await its.store.writtenElsewhere([storedOf({ id, status: 'processing', logs: 'hello\n' })]);
    assert.equal(its.tracker.get(id)?.whole?.prediction.logs, 'hello\n');
    assert.equal(its.clock.waits.length, 1);
  });

  it('takes one off the list when it removes it, and ends its request', async () => {
    await its.track({ id, status: 'processing' });
    its.clock.advance(its.clock.waits[0] ?? 0);
    await its.store.removedElsewhere([id]);
    assert.equal(its.tracker.get(id), undefined);
    assert.equal(its.source.last.signal.aborted, true);
    assert.deepEqual(its.clock.waits, []);
  });

  it('is not undone by an answer that arrives as it removes one', async () => {
    await its.track({ id, status: 'processing' });
    its.clock.advance(its.clock.waits[0] ?? 0);
    await its.store.remove([id]);
    await its.source.last.answer(answerJson({ id }));
    await settled();
    assert.equal(its.tracker.get(id), undefined);
    assert.equal(its.store.kept.size, 0);
  });

  it('brings what it has learned of one that runs', async () => {
    await its.track({ id, status: 'processing' });
    const answeredAt = its.clock.now() + 1;
    await its.store.writtenElsewhere([
      storedOf({ id, status: 'processing', logs: 'more\n' }, { answeredAt }),
    ]);
    assert.equal(its.tracker.get(id)?.whole?.prediction.logs, 'more\n');
  });

  it('tells the whole log of one that has ended there to those who read it here', async () => {
    await its.track({ id, status: 'processing' });
    const answeredAt = its.clock.now() + 1;
    await its.store.writtenElsewhere([storedOf({ id, logs: 'the end\n' }, { answeredAt })]);
    assert.equal(its.changes.at(-1)?.after?.whole?.prediction.logs, 'the end\n');
    assert.equal(its.tracker.get(id)?.whole, undefined);
    assert.deepEqual(its.clock.waits, []);
  });

  it('does not undo what is newer here', async () => {
    await its.store.writtenElsewhere([]);
    await its.track({ id });
    await its.store.writtenElsewhere([storedOf({ id, status: 'processing' }, { answeredAt: 1 })]);
    assert.equal(its.tracker.get(id)?.brief.status, 'succeeded');
  });

  it('shows here what it has marked', async () => {
    await its.track({ id, status: 'processing' });
    const marks = new Set(['paused'] as const);
    await its.store.writtenElsewhere([storedOf({ id, status: 'processing' }, { marks })]);
    assert.ok(its.tracker.get(id)?.marks.has('paused'));
    assert.deepEqual(its.clock.waits, []);
  });

  it('does not take back a mark that is being written here', async () => {
    await its.track({ id, status: 'processing' });
    const write = its.store.holdMarks();
    const pausing = its.tracker.pause([id]);
    await its.store.writtenElsewhere([storedOf({ id, status: 'processing' })]);
    assert.ok(its.tracker.get(id)?.marks.has('paused'));
    write();
    await pausing;
    await its.store.writtenElsewhere([storedOf({ id, status: 'processing' })]);
    assert.equal(its.tracker.get(id)?.marks.has('paused'), false);
  });

  it('does not bring back what is taken off here while it is read', async () => {
    await its.track({ id, status: 'processing' });
    const read = its.store.holdReads();
    const answeredAt = its.clock.now() + 1;
    await its.store.writtenElsewhere([storedOf({ id, status: 'processing' }, { answeredAt })]);
    await its.tracker.untrack([id]);
    read();
    await settled();
    assert.equal(its.tracker.get(id), undefined);
  });
});
