import assert from 'node:assert/strict';

import {
  inOrder,
  isFiltered,
  stateGroupOf,
  staysInPlace,
  wholeList,
  type RowOrder,
} from '../../../../src/features/tree/rowOrder';
import type { OpenedPrediction } from '../../../../src/tracking/trackedPrediction';
import { trackedOf, type AnswerJson } from '../../../support/builders/predictions';

const succeeded = tracked('succeeded');
const failed = tracked('failed', { status: 'failed', error: 'NSFW content\n det\u001b[1mected' });
const canceled = tracked('canceled', { status: 'canceled' });
const aborted = tracked('aborted', { status: 'aborted' });
const starting = tracked('starting', { status: 'starting', model: 'stability-ai/sdxl' });
const processing = tracked('processing', { status: 'processing' });
const gone = tracked('gone', { status: 'processing' }, { marks: new Set(['gone']) });

const newestFirst = [succeeded, canceled, starting, failed, gone, aborted, processing];

describe('The order of the rows', () => {
  it('has running ones on top, then the newest first', () => {
    assert.deepEqual(shown(), [
      ...['starting', 'processing'],
      ...['succeeded', 'canceled', 'failed', 'gone', 'aborted'],
    ]);
  });

  it('goes by state where asked to, and within each by age', () => {
    assert.deepEqual(shown({ sortKey: 'state' }), [
      ...['starting', 'processing'],
      ...['failed', 'gone'],
      'succeeded',
      ...['canceled', 'aborted'],
    ]);
  });

  it('does not count one that the server no longer knows among the running ones', () => {
    assert.equal(stateGroupOf(processing), 'running');
    assert.equal(stateGroupOf(gone), 'failed');
    const ended = tracked('ended', {}, { marks: new Set(['gone']) });
    assert.equal(stateGroupOf(ended), 'succeeded', 'what it came to is known');
  });

  it('puts an ending that nobody documented with those that succeeded', () => {
    const completed_at = '2025-05-19T02:00:26Z';
    assert.equal(stateGroupOf(tracked('a', { status: 'archived', completed_at })), 'succeeded');
  });
});

describe('The filter of the rows', () => {
  it('hides nothing by itself', () => {
    assert.equal(isFiltered(wholeList), false);
    assert.equal(isFiltered({ ...wholeList, sortKey: 'state' }), false);
    assert.equal(isFiltered({ ...wholeList, text: 'a' }), true);
    assert.equal(isFiltered({ ...wholeList, states: ['failed'] }), true);
  });

  for (const { text, finds } of [
    { text: 'SDXL', finds: ['starting'] },
    { text: 'stability-ai/', finds: ['starting'] },
    { text: 'gone', finds: ['gone'] },
    { text: 'cancel', finds: ['canceled'] },
    { text: 'content detected', finds: ['failed'] },
    { text: '  detected\tnsfw ', finds: ['failed'] },
    { text: 'nsfw sdxl', finds: [] },
    { text: '.*', finds: [] },
  ]) {
    it(`finds ${JSON.stringify(finds)} by “${text}”`, () => {
      assert.deepEqual(shown({ text }), finds);
    });
  }

  it('shows the states that are chosen', () => {
    assert.deepEqual(shown({ states: ['failed'] }), ['failed', 'gone']);
    assert.deepEqual(shown({ states: ['canceled', 'running'] }), [
      ...['starting', 'processing'],
      ...['canceled', 'aborted'],
    ]);
  });

  it('shows what fits both the words and the states', () => {
    assert.deepEqual(shown({ text: 'sdxl', states: ['failed'] }), []);
    assert.deepEqual(shown({ text: 'sdxl', states: ['running'] }), ['starting']);
  });
});

describe('A row stays in its place', () => {
  const inState = (status: string): OpenedPrediction => tracked('a', { status });

  it('while it goes on running', () => {
    assert.equal(staysInPlace(inState('starting'), inState('processing'), wholeList), true);
  });

  it('until it ends', () => {
    assert.equal(staysInPlace(inState('processing'), inState('succeeded'), wholeList), false);
  });

  it('when it ends another way than thought, unless the rows are sorted by state', () => {
    const [before, after] = [inState('succeeded'), inState('failed')];
    assert.equal(staysInPlace(before, after, wholeList), true);
    assert.equal(staysInPlace(before, after, { ...wholeList, sortKey: 'state' }), false);
  });

  it('unless the filter begins or ceases to show it', () => {
    const order: RowOrder = { ...wholeList, text: 'processing' };
    assert.equal(staysInPlace(inState('starting'), inState('processing'), order), false);
    assert.equal(staysInPlace(inState('processing'), inState('starting'), order), false);
  });

  it('unless it is new, or was removed, or was added at another time', () => {
    const row = inState('starting');
    assert.equal(staysInPlace(undefined, row, wholeList), false);
    assert.equal(staysInPlace(row, undefined, wholeList), false);
    assert.equal(staysInPlace(row, { ...row, addedAt: row.addedAt + 1 }, wholeList), false);
  });
});

function tracked(
  id: string,
  fields: AnswerJson = {},
  known: Partial<OpenedPrediction> = {},
): OpenedPrediction {
  return trackedOf({ id, ...fields }, known);
}

function shown(order: Partial<RowOrder> = {}): string[] {
  return inOrder(newestFirst, { ...wholeList, ...order }).map(({ id }) => id);
}
