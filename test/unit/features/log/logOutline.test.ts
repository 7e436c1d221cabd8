import assert from 'node:assert/strict';

import { outlineOf, type OutlineEntry } from '../../../../src/features/log/logOutline';
import { ShownLog } from '../../../../src/features/log/shownLog';
import { english } from '../../../support/builders/english';

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
    const epochs = (current: number) => `\r${bar('Epochs: ', current, 2)}`;
    const steps = `\n\r${bar('Steps: ', 4, 4)}\u001b[A`;
    const log = ['go', `${epochs(0)}${steps}${epochs(1)}${steps}${epochs(2)}`, '', 'done', ''];
    const [outer, ...others] = entriesOf(log);
    assert.ok(outer);
    assert.deepEqual(others, []);
    assert.equal(outer.name, 'Epochs');
    assert.ok(outer.children.length > 0);
    for (const inner of outer.children) {
      assert.equal(inner.name, 'Steps');
      assert.ok(inner.from >= outer.from && inner.to <= outer.to);
    }
  });

  it('has tracebacks by what went wrong', () => {
    const reason = 'torch.cuda.OutOfMemoryError: CUDA: out of memory';
    assert.deepEqual(outline([bar('Base: ', 4, 4), 'on', ...traceback, reason, 'bye', '']), [
      ['Base', '4/4 · 2 s', 0, [0, 1]],
      ['torch.cuda.OutOfMemoryError', 'CUDA: out of memory', 2, [2, 5]],
    ]);
  });

  it('has a traceback that is still being written', () => {
    assert.deepEqual(outline([...traceback, '']), [['Traceback', '', 0, [0, 2]]]);
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

  it('is empty where there is nothing of that', () => {
    assert.deepEqual(outline(['all is well', '']), []);
  });
});

/** Of each entry its name, detail, line, and the first and last line that belong to it. */
function outline(lines: readonly string[]): unknown[] {
  return entriesOf(lines).map(({ name, detail, line, from, to }) => [
    name,
    detail,
    line,
    [from, to],
  ]);
}

function entriesOf(lines: readonly string[]): OutlineEntry[] {
  const log = shownLog(lines);
  return outlineOf(log, log.text.split('\n').length, english);
}

function shownLog(lines: readonly string[]): ShownLog {
  const log = new ShownLog(english);
  Array.from(log.read(lines.join('\n'), false));
  return log;
}
