import assert from 'node:assert/strict';

import { settled } from '../../support/builders/heldSource';
import { answerJson, storedOf } from '../../support/builders/predictions';
import { TrackerFixture } from '../../support/builders/trackerFixture';

const id = 'abc';
const base = 'Base: 100%|█████| 4/4 [00:08<00:00,  2.00s/it]\n';
const refine = 'Refine:  25%|█    | 1/4 [00:02<00:06,  2.00s/it]\r';

describe('how far a running prediction is', () => {
  let its: TrackerFixture;

  beforeEach(() => {
    its = new TrackerFixture();
  });

  it('is read on from where the last answer’s log ended, and never goes back', async () => {
    await its.track({ id, status: 'processing', logs: base });
    assert.equal(fraction(), 0.99);
    await nextAnswer(base + refine);
    assert.equal(fraction(), 0.99);
    assert.equal(its.tracker.get(id)?.progress?.stage?.label, 'Refine');
  });

  it('goes by the new log where the server has begun it anew', async () => {
    await its.track({ id, status: 'processing', logs: base });
    await nextAnswer(refine);
    assert.equal(fraction(), 0.25);
  });

  it('is estimated by earlier runs of its model where its log tells nothing', async () => {
    await its.track({ id: 'earlier', model: 'acme/paint', metrics: { predict_time: 20 } });
    const started_at = new Date(its.clock.now() - 10_000).toISOString();
    await its.track({ id, model: 'acme/paint', status: 'processing', started_at, logs: '' });
    assert.deepEqual(its.tracker.get(id)?.progress, {
      fraction: 0.45,
      isEstimate: true,
      secondsLeft: undefined,
      stage: undefined,
    });
  });

  it('is estimated by the server’s clock', async () => {
    its.source.serverTime = its.clock.now() + 3_600_000;
    await its.track({ id: 'earlier', model: 'acme/paint', metrics: { predict_time: 20 } });
    const started_at = new Date(its.source.serverTime - 10_000).toISOString();
    await its.track({ id, model: 'acme/paint', status: 'processing', started_at, logs: '' });
    assert.equal(fraction(), 0.45);
  });

  it('is not told of one that waits in the queue', async () => {
    await its.track({ id: 'earlier', model: 'acme/paint', metrics: { predict_time: 20 } });
    const queued = { status: 'starting', started_at: null, logs: '' };
    await its.track({ id, model: 'acme/paint', ...queued });
    assert.equal(its.tracker.get(id)?.progress, undefined);
  });

  it('is known of what another window follows', async () => {
    await its.store.writtenElsewhere([storedOf({ id, status: 'processing', logs: refine })]);
    assert.equal(fraction(), 0.25);
  });

  it('does not go by an answer that comes too late', async () => {
    await its.track({ id, status: 'processing', logs: base });
    const older = its.tracker.refresh(id);
    const late = its.source.last;
    const newer = its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, status: 'processing', logs: base + refine }));
    await newer;
    await late.answer(answerJson({ id, status: 'processing', logs: 'something else\n' }));
    await older;
    assert.equal(fraction(), 0.99);
    assert.equal(its.tracker.logOf(id)?.restarts, 0);
  });

  it('is known, and so is the end, of a log that ends in ever so many empty lines', async () => {
    const half = '50%|#####     | 5/10 [00:01<00:01, 5.00it/s]\n';
    await its.track({ id, status: 'succeeded', logs: half + '\n'.repeat(300_000) });
    assert.equal(its.tracker.get(id)?.brief.status, 'succeeded');
    assert.deepEqual(its.bugs, []);
  });

  it('and its log, as it was last, are kept though the last answer has none', async () => {
    await its.track({ id, status: 'processing', logs: 'one\n' });
    await nextAnswer('one\ntwo\n');
    its.clock.advance(Math.max(...its.clock.waits));
    await its.source.last.answer(answerJson({ id, logs: '' }));
    const opened = await its.tracker.open(id);
    assert.equal(opened?.whole.prediction.logs, 'one\ntwo\n');
    assert.equal(opened.brief.status, 'succeeded');
  });

  it('is read of a log of megabytes while others go on with their work', async () => {
    const logs = `${'a line of text that is none of a bar\n'.repeat(100_000)}${refine}`;
    const looking = its.tracker.lookUp(id, new AbortController().signal);
    await its.source.last.answer(answerJson({ id, status: 'processing', logs }));
    await settled();
    assert.equal(its.tracker.get(id), undefined);
    await looking;
    assert.equal(fraction(), 0.25);
  });

  function fraction(): number | undefined {
    return its.tracker.get(id)?.progress?.fraction;
  }

  async function nextAnswer(logs: string): Promise<void> {
    its.clock.advance(Math.max(...its.clock.waits));
    await its.source.last.answer(answerJson({ id, status: 'processing', logs }));
  }
});
