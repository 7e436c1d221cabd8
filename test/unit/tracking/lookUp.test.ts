import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { answerJson, answerText, baseUrl } from '../../support/builders/predictions';
import { lastingError, TrackerFixture } from '../../support/builders/trackerFixture';

const id = 'abc';
const { signal } = new AbortController();

describe('a look-up', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  it('asks the endpoint of now for that id', () => {
    void its.tracker.lookUp(id, signal);
    assert.equal(its.source.last.id, id);
    assert.equal(its.source.last.baseUrl, baseUrl);
  });

  it('tracks what was answered, keeps it, and tells so once', async () => {
    await its.track({ id });
    const tracked = its.tracker.get(id);
    assert.equal(tracked?.brief.status, 'succeeded');
    assert.equal(its.store.kept.get(id)?.answer, answerText({ id }));
    assert.equal(its.changes.length, 1);
    const [change] = its.changes;
    assert.equal(change?.before, undefined);
    assert.equal(change?.after?.whole?.answer, answerText({ id }));
  });

  it('leaves the answers of what has ended on disk, and opens them from there', async () => {
    await its.track({ id });
    assert.equal(its.tracker.get(id)?.whole, undefined);
    assert.equal((await its.tracker.open(id))?.whole.answer, answerText({ id }));
  });

  it('whose answer cannot be written keeps it in memory', async () => {
    its.store.isFull = true;
    await its.track({ id });
    assert.equal((await its.tracker.open(id))?.whole.answer, answerText({ id }));
  });

  it('that fails tracks nothing, keeps nothing, tells nothing', async () => {
    const looking = its.tracker.lookUp(id, signal);
    await Promise.all([its.source.last.fail(lastingError()), assert.rejects(looking, /401/)]);
    assert.deepEqual(its.tracker.list, []);
    assert.equal(its.store.kept.size, 0);
    assert.deepEqual(its.changes, []);
    assert.deepEqual(its.clock.waits, []);
  });

  it('that the person cancels ends its request and tracks nothing', async () => {
    const cancel = new AbortController();
    const looking = its.tracker.lookUp(id, cancel.signal);
    cancel.abort();
    await assert.rejects(looking);
    assert.equal(its.source.last.signal.aborted, true);
    assert.deepEqual(its.tracker.list, []);
  });

  it('that is cancelled does not call what was known old, and goes on following it', async () => {
    await its.track({ id, status: 'processing' });
    const cancel = new AbortController();
    const looking = its.tracker.lookUp(id, cancel.signal);
    cancel.abort();
    await assert.rejects(looking);
    assert.equal(its.tracker.get(id)?.failure, undefined);
    assert.equal(its.clock.waits.length, 1);
  });

  it('lists the newest first', async () => {
    for (const each of ['one', 'two', 'three']) {
      await its.track({ id: each });
      its.clock.advance(1);
    }
    assert.deepEqual(
      its.tracker.list.map((tracked) => tracked.id),
      ['three', 'two', 'one'],
    );
  });

  it('of one that is tracked already keeps its place in the list', async () => {
    await its.track({ id: 'one' });
    its.clock.advance(1);
    await its.track({ id: 'two' });
    its.clock.advance(1);
    await its.track({ id: 'one', logs: 'more\n' });
    assert.deepEqual(
      its.tracker.list.map((tracked) => tracked.id),
      ['two', 'one'],
    );
  });

  it('with an error that is nobody’s reports it as a bug', async () => {
    const bug = new TypeError('x is not a function');
    const looking = its.tracker.lookUp(id, signal);
    await Promise.all([its.source.last.fail(bug), assert.rejects(looking)]);
    assert.deepEqual(its.bugs, [bug]);
  });
});

describe('an answer', () => {
  it('that brings nothing new tells nothing', async () => {
    const its = new TrackerFixture();
    await its.track({ id, status: 'processing' });
    its.clock.advance(5000);
    await its.source.last.answer(answerJson({ id, status: 'processing' }));
    assert.equal(its.source.requests.length, 2);
    assert.equal(its.changes.length, 1);
  });

  it('that brings something new tells before and after', async () => {
    const its = new TrackerFixture();
    await its.track({ id, status: 'processing' });
    its.clock.advance(5000);
    await its.source.last.answer(answerJson({ id, status: 'succeeded' }));
    const change = its.changes.at(-1);
    assert.equal(change?.before?.brief.status, 'processing');
    assert.equal(change.after?.brief.status, 'succeeded');
  });

  it('that is slow does not undo a newer one', async () => {
    const its = new TrackerFixture();
    await its.track({ id, status: 'starting' });
    const slow = its.tracker.refresh(id);
    const slowRequest = its.source.last;
    const quick = its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, status: 'succeeded' }));
    await slowRequest.answer(answerJson({ id, status: 'processing' }));
    await Promise.all([slow, quick]);
    assert.equal(its.tracker.get(id)?.brief.status, 'succeeded');
  });

  it('that is nested ever so deep is tracked like any other', async () => {
    const its = new TrackerFixture();
    const answer = answerText({ id, status: 'processing', output: 'deep' });
    const deep = answer.replace('"deep"', '['.repeat(20_000) + ']'.repeat(20_000));
    const looking = its.tracker.lookUp(id, signal);
    await its.source.last.answer(deep);
    await looking;
    its.clock.advance(5000);
    await its.source.last.answer(deep.replace('Using', 'Still using'));
    assert.deepEqual(its.bugs, []);
    assert.equal(its.tracker.get(id)?.whole?.prediction.logs, 'Still using seed: 7\n');
  });

  it('reaches every listener, though one of them fails', async () => {
    const its = new TrackerFixture();
    const bug = new Error('a view failed');
    const reached: string[] = [];
    its.tracker.onDidChange(() => {
      throw bug;
    });
    its.tracker.onDidChange((changes) => reached.push(...changes.map((change) => change.id)));
    const quiet = its.tracker.onDidChange(() => reached.push('disposed'));
    quiet.dispose();
    await its.track({ id });
    await settled();
    assert.deepEqual(reached, [id]);
    assert.deepEqual(its.bugs, [bug]);
  });
});
