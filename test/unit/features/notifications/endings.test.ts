import assert from 'node:assert/strict';

import { Endings, endedUnseen } from '../../../../src/features/notifications/endings';
import { endSentence } from '../../../../src/features/notifications/endSentence';
import { english } from '../../../support/builders/english';
import { FakeClock } from '../../../support/builders/fakeClock';
import { trackedOf } from '../../../support/builders/predictions';

const unseen = { marks: new Set(['unseen'] as const) };
const running = trackedOf({ status: 'processing' });
const succeeded = trackedOf({}, unseen);
const failed = trackedOf({ status: 'failed', error: 'out of memory' }, unseen);

describe('A prediction that ends', () => {
  const ends = (before: typeof running | undefined, after: typeof running | undefined) =>
    endedUnseen([{ id: running.id, before, after }]).length;

  it('is told of until somebody has seen it', () => {
    assert.equal(ends(running, succeeded), 1);
    assert.equal(ends(running, failed), 1);
  });

  it('is not told of where somebody has', () => {
    assert.equal(ends(running, trackedOf({})), 0);
  });

  it('is not told of while it goes on, when it comes back, or when it is removed', () => {
    assert.equal(ends(running, running), 0);
    assert.equal(ends(undefined, succeeded), 0);
    assert.equal(ends(succeeded, succeeded), 0);
    assert.equal(ends(running, undefined), 0);
  });
});

describe('Predictions that end at about the same time', () => {
  it('are told of at once', () => {
    const clock = new FakeClock();
    const told: (readonly string[])[] = [];
    const endings = new Endings(clock, (ids) => told.push(ids));
    endings.add(['a', 'b']);
    clock.advance(500);
    endings.add(['c']);
    clock.advance(1999);
    assert.deepEqual(told, []);
    clock.advance(1);
    assert.deepEqual(told, [['a', 'b', 'c']]);
    endings.add(['d']);
    clock.advance(2500);
    assert.deepEqual(told, [['a', 'b', 'c'], ['d']]);
  });

  it('are told of no more once nobody listens', () => {
    const clock = new FakeClock();
    const endings = new Endings(clock, () => {
      assert.fail();
    });
    endings.add(['a']);
    endings.dispose();
    clock.advance(5000);
  });
});

describe('The sentence of a notification', () => {
  it('tells of one how it ended', () => {
    assert.equal(endSentence([succeeded], english), 'flux-schnell: succeeded · 8.7 s');
    assert.equal(endSentence([failed], english), 'flux-schnell: failed · out of memory');
  });

  it('counts several by their states, whichever was heard of first', () => {
    const ended = [succeeded, failed, succeeded];
    for (const some of [ended, [failed, succeeded, succeeded]]) {
      assert.equal(endSentence(some, english), '3 predictions have ended: 2 succeeded, 1 failed');
    }
    const unknown = trackedOf({ status: 'evaporated' }, unseen);
    assert.equal(
      endSentence([unknown, failed], english),
      '2 predictions have ended: 1 failed, 1 evaporated',
    );
  });

  it('names one without a model by its id', () => {
    assert.equal(
      endSentence([trackedOf({ model: '' }, unseen)], english),
      'k7q2m9x4: succeeded · 8.7 s',
    );
  });
});
