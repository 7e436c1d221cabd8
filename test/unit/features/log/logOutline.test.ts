import assert from 'node:assert/strict';

import { outlineOf, type OutlineEntry } from '../../../../src/features/log/logOutline';
import { ShownLog } from '../../../../src/features/log/shownLog';
import { GrowingLog } from '../../../../src/prediction/log/growingLog';
import { english } from '../../../support/builders/english';
import { tqdmLogs } from '../../../support/logs/recordedLogs';
import { textOf } from '../../../support/logs/shownText';

const bar = (label: string, current: number, total: number) =>
  `${label}${Math.round((100 * current) / total)}%|${'█'.repeat((10 * current) / total).padEnd(10)}| ${current}/${total} [00:02<00:00, 2.00it/s]`;
const traceback = [
  'Traceback (most recent call last):',
  '  File "/src/predict.py", line 159, in predict',
  '    raise',
];

describe('the outline of a log', () => {
  it('has each stage with its amounts and time, up to where the next one begins', () => {
    assert.deepEqual(
      outline(['go', bar('Base: ', 4, 4), 'saved', 'on', bar('Refine: ', 2, 4), '']),
      [
        ['Base', '4/4 · 2 s', 1, [1, 3]],
        ['Refine', '2/4 · 2 s', 4, [4, 4]],
      ],
    );
  });

  it('names a stage without a label by its amounts', () => {
    assert.deepEqual(outline([bar('', 4, 4), 'done', '']), [['4/4', '2 s', 0, [0, 2]]]);
  });

  it('has nested stages below the one that they are drawn within', () => {
    const nested = tqdmLogs().find(({ shape }) => shape === 'nested and left');
    const [outer, ...others] = entriesOf([`${nested?.logs ?? ''}more`]);
    assert.ok(outer);
    assert.deepEqual(others, []);
    assert.deepEqual(rowsOf([outer]), [['Epochs', '3/3 · 7.5 s', 2, [0, 4]]]);
    assert.deepEqual(rowsOf(outer.children), [
      ['Steps', '5/5 · 2.5 s', 0, [0, 0]],
      ['Steps', '5/5 · 2.5 s', 1, [1, 1]],
      ['Steps', '5/5 · 2.5 s', 3, [3, 4]],
    ]);
  });

  it('has tracebacks by what went wrong', () => {
    const reason = 'torch.cuda.OutOfMemoryError: CUDA: out of memory';
    const base = bar('Base: ', 4, 4);
    const log = [base, 'on', ...traceback, reason, 'bye', bar('Refine: ', 4, 4), 'saved', ''];
    assert.deepEqual(outline(log), [
      ['Base', '4/4 · 2 s', 0, [0, 1]],
      ['torch.cuda.OutOfMemoryError', 'CUDA: out of memory', 2, [2, 5]],
      ['Refine', '4/4 · 2 s', 7, [7, 9]],
    ]);
  });

  it('has a traceback that is still being written', () => {
    assert.deepEqual(outline([...traceback, '']), [['Traceback', '', 0, [0, 2]]]);
  });

  it('has no reason for a traceback that other text cuts', () => {
    for (const text of ['Retrying in 3 s', 'Loading: done', '50% done', '']) {
      assert.deepEqual(outline([...traceback, text, 'ValueError: none', '']), [
        ['Traceback', '', 0, [0, 2]],
      ]);
    }
  });

  it('has no traceback where its heading is quoted within a line', () => {
    assert.deepEqual(outline([`see ${traceback[0] ?? ''}`, 'ValueError: none', '']), []);
  });

  it('has each of the tracebacks of a chain', () => {
    const between = 'During handling of the above exception, another exception occurred:';
    const log = [...traceback, 'KeyError: 1', '', between, '', ...traceback, 'ValueError', ''];
    assert.deepEqual(outline(log), [
      ['KeyError', '1', 0, [0, 3]],
      ['ValueError', '', 7, [7, 10]],
    ]);
  });

  it('has no line that the document does not have yet', () => {
    const log = shownLog([bar('Base: ', 4, 4), 'on', bar('Refine: ', 2, 4), '']);
    assert.deepEqual(
      outlineOf(log, 2, english).map(({ name, to }) => [name, to]),
      [['Base', 1]],
    );
  });

  it('has no nested stage on a line that the document does not have yet', () => {
    const nested = tqdmLogs().find(({ shape }) => shape === 'nested and left');
    const log = shownLog([nested?.logs ?? '']);
    const linesOf = (lineCount: number) =>
      outlineOf(log, lineCount, english).map(({ line, to, children }) => [
        line,
        to,
        children.map((child) => [child.line, child.to]),
      ]);
    // The outer one stands in line 2, nested ones in lines 0, 1 and 3.
    assert.deepEqual(linesOf(3), [
      [
        2,
        2,
        [
          [0, 0],
          [1, 1],
        ],
      ],
    ]);
    assert.deepEqual(linesOf(2), [
      [0, 0, []],
      [1, 1, []],
    ]);
  });

  it('is empty where there is nothing of that', () => {
    assert.deepEqual(outline(['all is well', '']), []);
  });
});

function outline(lines: readonly string[]): unknown[] {
  return rowsOf(entriesOf(lines));
}

/** Of each entry its name, detail, line, and the first and last line that belong to it. */
function rowsOf(entries: readonly OutlineEntry[]): unknown[] {
  return entries.map(({ name, detail, line, from, to }) => [name, detail, line, [from, to]]);
}

function entriesOf(lines: readonly string[]): OutlineEntry[] {
  const log = shownLog(lines);
  const text = textOf(log);
  return outlineOf(log, text.split('\n').length, english);
}

function shownLog(lines: readonly string[]): ShownLog {
  const growing = new GrowingLog();
  Array.from(growing.read(lines.join('\n'), false));
  const log = new ShownLog(english);
  Array.from(log.take(growing));
  return log;
}
