import assert from 'node:assert/strict';

import { PredictionLogs } from '../../../../src/features/log/predictionLogs';
import { english } from '../../../support/builders/english';
import { trackedOf, type AnswerJson } from '../../../support/builders/predictions';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';
const running: AnswerJson = { id, status: 'processing' };

describe('the log channel', () => {
  let logs: PredictionLogs;

  beforeEach(() => {
    logs = new PredictionLogs(english);
  });

  it('gets a title, the lines, and how it ended', () => {
    assert.deepEqual(linesOf({ id, logs: 'one\ntwo' }), [
      `── flux-schnell · ${id} ──`,
      'one',
      'two',
      '── succeeded · 8.7 s ──',
    ]);
  });

  it('gets each line once as the log grows', () => {
    linesOf({ ...running, logs: 'one\n' });
    assert.deepEqual(linesOf({ ...running, logs: 'one\ntwo\nth' }), ['two']);
    assert.deepEqual(linesOf({ ...running, logs: 'one\ntwo\nth' }), []);
    const ended = { id, logs: 'one\ntwo\nthree' };
    assert.deepEqual(linesOf(ended), ['three', '── succeeded · 8.7 s ──']);
    assert.deepEqual(linesOf(ended), []);
  });

  it('gets a bar as one line, when it ends', () => {
    const half = ' 50%|██   | 2/4 [00:01<00:01, 2it/s]\r';
    const full = '100%|█████| 4/4 [00:02<00:00, 2it/s]\n';
    linesOf({ ...running, logs: '' });
    assert.deepEqual(linesOf({ ...running, logs: half }), []);
    assert.deepEqual(linesOf({ ...running, logs: `${half}${full}done\n` }), [
      '4/4 · 2 s · 2 it/s',
      'done',
    ]);
  });

  it('is told when a server begins a log anew', () => {
    linesOf({ ...running, logs: 'one\ntwo\n' });
    assert.deepEqual(linesOf({ ...running, logs: 'two\nthree\n' }), [
      '(the server has begun this log anew)',
      'two',
      'three',
    ]);
  });

  it('has the short id before each line from when several run, and to the end', () => {
    assert.deepEqual(linesOf({ ...running, logs: 'one\n' }).at(-1), 'one');
    assert.deepEqual(linesOf({ id: 'k7q2m9x4c8', status: 'processing', logs: 'un\n' }), [
      '',
      'k7q2m9x4  ── flux-schnell · k7q2m9x4c8 ──',
      'k7q2m9x4  un',
    ]);
    assert.deepEqual(linesOf({ ...running, logs: 'one\ntwo\n' }), ['hvmbv5hn  two']);
    linesOf({ id: 'k7q2m9x4c8', logs: 'un\n' });
    assert.deepEqual(linesOf({ id, logs: 'one\ntwo\n' }), ['hvmbv5hn  ── succeeded · 8.7 s ──']);
  });

  it('has no short id before lines that none of another run stands between', () => {
    linesOf({ id: 'other' });
    assert.deepEqual(linesOf({ ...running, logs: 'one\n' }).at(-1), 'one');
  });

  it('has an empty line between two predictions', () => {
    linesOf({ id });
    assert.equal(linesOf({ id: 'other' })[0], '');
  });

  it('gets a title without a model where none is known', () => {
    assert.equal(linesOf({ ...running, model: null })[0], `── ${id} ──`);
  });

  function linesOf(fields: AnswerJson): string[] {
    return logs.newLines(trackedOf(fields));
  }
});
