import assert from 'node:assert/strict';

import { PredictionLogs } from '../../../../src/features/log/predictionLogs';
import { GrowingLog } from '../../../../src/prediction/log/growingLog';
import { isTerminal } from '../../../../src/prediction/prediction';
import { english } from '../../../support/builders/english';
import { trackedOf, type AnswerJson } from '../../../support/builders/predictions';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';
const running: AnswerJson = { id, status: 'processing' };

describe('the log channel', () => {
  let logs: PredictionLogs;
  let growing: Map<string, GrowingLog>;

  beforeEach(() => {
    logs = new PredictionLogs(english, () => true);
    growing = new Map();
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

  it('gets no line for a bar where the person wants none', () => {
    logs = new PredictionLogs(english, () => false);
    const bar = '100%|█████| 4/4 [00:02<00:00, 2it/s]\n';
    assert.deepEqual(linesOf({ ...running, logs: `one\n${bar}two\n` }).slice(1), ['one', 'two']);
  });

  it('gets a log of very many lines some at a time, each once', () => {
    const lines = Array.from({ length: 300_000 }, (_, index) => `line ${index}`);
    const opened = trackedOf({ id, logs: `${lines.join('\n')}\n` });
    const log = new GrowingLog();
    while (log.read(opened.whole.prediction.logs, true).next().done !== true);
    const parts = [...logs.newText(opened, log)];
    assert.ok(parts.length > 10);
    assert.deepEqual(linesOfText(parts.join('')).slice(1), [...lines, '── succeeded · 8.7 s ──']);
  });

  it('gets lines that come while it is written once, and the end once', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
    const first = newsOf({ ...running, logs: textOf(lines.slice(0, 19_000)) });
    const told = [first.next().value ?? ''];
    told.push(...newsOf({ id, logs: textOf(lines) }), ...first);
    assert.deepEqual(linesOfText(told.join('')).slice(1), [...lines, '── succeeded · 8.7 s ──']);
  });

  it('gets the log anew, under its title, of one that was taken off the list and put back', () => {
    linesOf({ ...running, logs: 'one\n' });
    logs.forget(id);
    growing.delete(id);
    assert.deepEqual(linesOf({ ...running, logs: 'two\n' }).slice(1), [
      `── flux-schnell · ${id} ──`,
      'two',
    ]);
  });

  it('is not filled by one log: where that is very long it says where to find it', () => {
    const logs = `${'x'.repeat(999)}\n`.repeat(12_000);
    const lines = linesOf({ id, logs });
    assert.deepEqual(lines.slice(-2), [
      '(too long for this channel: Show Log has the whole log)',
      '── succeeded · 8.7 s ──',
    ]);
    assert.ok(lines.join('').length < 10_100_000);
    assert.ok(lines.join('').length > 9_000_000);
  });

  it('gets each line once and in order, though the next answer comes while a long log is written', () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `line ${index}`);
    const begun = newsOf({ ...running, logs: textOf(lines) });
    const first = begun.next().value as string; // it is long, so that there is more
    const rest = [...newsOf({ id, logs: textOf([...lines, 'last']) })].join('');
    const written = linesOfText(first + rest + [...begun].join(''));
    assert.equal(written.at(-1), '── succeeded · 8.7 s ──');
    assert.deepEqual(written.slice(1, -1), [...lines, 'last']);
  });

  it('gets the reason in the log of one that failed without another', () => {
    const logs =
      'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no prompt\n';
    const ended = linesOf({ id, status: 'failed', error: '', logs }).at(-1);
    assert.equal(ended, '── failed · ValueError: no prompt ──');
  });

  it('gets a title without a model where none is known', () => {
    assert.equal(linesOf({ ...running, model: null })[0], `── ${id} ──`);
  });

  function linesOf(fields: AnswerJson): string[] {
    return linesOfText([...newsOf(fields)].join(''));
  }

  function newsOf(fields: AnswerJson): Generator<string, void> {
    const opened = trackedOf(fields);
    const log = growing.get(opened.id) ?? new GrowingLog();
    growing.set(opened.id, log);
    const { prediction } = opened.whole;
    while (log.read(prediction.logs, isTerminal(prediction)).next().done !== true);
    return logs.newText(opened, log);
  }
});

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function linesOfText(text: string): string[] {
  const lines = text.split('\n');
  assert.equal(lines.pop(), '');
  return lines;
}
