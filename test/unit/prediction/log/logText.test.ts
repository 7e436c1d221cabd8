import assert from 'node:assert/strict';

import { bar, logAt } from '../../../support/demoApi/logScript';
import { linesOf } from './logLines';
import { LogLines } from '../../../support/logs/logLines';

const half = ' 50%|█████     | 2/4 [00:00<00:02,  9.84it/s]';
const full = '100%|██████████| 4/4 [00:00<00:00,  9.79it/s]';
const halfLine = '2/4 · 0.2 s · 9.84 it/s';
const fullLine = '4/4 · 0.4 s · 9.79 it/s';

describe('a log', () => {
  for (const [name, log, lines] of [
    ['nothing', '', []],
    ['lines', 'one\ntwo\n', ['one', 'two']],
    ['a last line without an end', 'one\ntwo', ['one', 'two']],
    ['empty lines', 'one\n\n\ntwo\n', ['one', '', '', 'two']],
    ['lines of blanks', 'one\n   \ntwo\n', ['one', '', 'two']],
    ['lines that begin and end in blanks', '  one  \n', ['  one  ']],
    ['Windows line ends', 'one\r\ntwo\r\n\r\n', ['one', 'two', '']],
    ['a bar redrawn by returns', `go\n${half}\r${full}\ndone\n`, ['go', fullLine, 'done']],
    ['a bar redrawn by line ends', `go\n${half}\n${full}\n${full}\nok\n`, ['go', fullLine, 'ok']],
    ['a bar that is still drawn', `go\n${half}\r`, ['go', halfLine]],
    ['a bar broken off by an error', `${half}\rKilled\n`, [halfLine, 'Killed']],
    ['a bar above an error', `${half}\nKilled\n`, [halfLine, 'Killed']],
    ['a bar with an error behind it', `${half}Killed\n`, [halfLine, 'Killed']],
    ['a bar drawn twice over', `${full}\n${half}\r${full}\n`, [fullLine, fullLine]],
    ['one that is full before any text', `${full}\n\n\ndone\n`, [fullLine, '', '', 'done']],
    [
      'two stages',
      `Base: ${half}\rBase: ${full}\nRefine: ${half}\rRefine: ${full}\n`,
      ['Base 4/4 · 0.4 s · 9.79 it/s', 'Refine 4/4 · 0.4 s · 9.79 it/s'],
    ],
    [
      'a stage that gives way to another before it is full',
      `Base: ${half}\rRefine:   0%|          | 0/4 [00:00<?]\rRefine: ${full}\n`,
      ['Base 2/4 · 0.2 s · 9.84 it/s', 'Refine 4/4 · 0.4 s · 9.79 it/s'],
    ],
    ['bars run together on one line', `${half}${half}${full}\ndone\n`, [fullLine, 'done']],
    [
      'bars of two stages run together on one line',
      `Base: ${full}Refine: ${half}\n`,
      ['Base 4/4 · 0.4 s · 9.79 it/s', 'Refine 2/4 · 0.2 s · 9.84 it/s'],
    ],
    [
      'a bar that runs on behind a warning',
      `Base: ${half}Warning! Base: ${full}\n`,
      ['Base 2/4 · 0.2 s · 9.84 it/s', 'Warning!', 'Base 4/4 · 0.4 s · 9.79 it/s'],
    ],
    [
      'a bar behind more text than a label has',
      `${'deer '.repeat(30)}${full}\n`,
      ['deer '.repeat(30).trim(), fullLine],
    ],
    [
      'the same, behind another bar',
      `${half}${'x'.repeat(200)}${full}\n`,
      [halfLine, 'x'.repeat(200), fullLine],
    ],
    ['percents, but no bar', '50% of all deer\n100% sure\n', ['50% of all deer', '100% sure']],
    ['a table', '| 10% | 20%| a |\n', ['| 10% | 20%| a |']],
    ['a mark of cutting', '[**** LOG LINE TRUNCATED AT 4 MiB ****]\n', undefined],
  ] as const) {
    it(`is shown as a terminal would, when it holds ${name}`, () => {
      assert.deepEqual(linesOf([log]), lines ?? [log.trim()]);
    });
  }

  it('has one line for each bar of tqdm, redrawn however', () => {
    for (const redraw of ['\r', '\n'] as const) {
      const log = logAt(bar({ from: 0, to: 8, total: 40, redraw, label: 'Steps: ' }), 8);
      assert.deepEqual(linesOf([log]), ['Steps 40/40 · 8 s · 5.00 it/s']);
    }
  });

  it('has one line for a bar that a message interrupts at its start', () => {
    const start = '  0%|          | 0/4 [00:00<?, ?it/s]';
    const log = `${start}/x.py:1: UserWarning: old\n  warnings.warn(\n${half}\r${full}\n`;
    const warning = ['/x.py:1: UserWarning: old', '  warnings.warn('];
    assert.deepEqual(linesOf([log]), [...warning, fullLine]);
  });

  it('has at most two lines for a bar between whose steps there is text', () => {
    const steps = Array.from({ length: 40 }, (_, step) => step + 1);
    const log = steps.map((step) => `did ${step}\n${half.replaceAll('2/4', `${step}/40`)}\n`);
    const drawn = linesOf([log.join('')]).filter((line) => !line.startsWith('did'));
    assert.deepEqual(drawn, ['1/40 · 0.1 s · 9.84 it/s', '40/40 · 0 s · 9.84 it/s']);
  });

  it('is shown a line at a time, each once, as it grows', () => {
    const text = new LogLines();
    assert.deepEqual(text.update('one\ntw').lines, ['one']);
    assert.deepEqual(text.update('one\ntwo\n').lines, ['two']);
    assert.deepEqual(text.update('one\ntwo\n').lines, []);
    assert.deepEqual(text.end(), []);
  });

  it('tells where the line of each stage stands', () => {
    const log = `go\n${half}\r${full}\ndone\nBase: ${half}`;
    const text = new LogLines();
    const { lines } = text.update(log);
    const at = text.progress.stages.map(({ line }) => line);
    assert.deepEqual(at, [1, undefined]);
    assert.equal(lines[1], fullLine);
    assert.equal([...lines, ...text.end()][text.progress.stages[1]?.line ?? -1], linesOf([log])[3]);
  });

  it('of any length can be read in slices, which tell the same', async () => {
    const log = `${half}\r${full}\nstep of the run\n`.repeat(20_000);
    const text = new LogLines();
    const lines: string[] = [];
    let slices = 0;
    for (const update of text.slices(log)) {
      lines.push(...update.lines);
      slices++;
      await Promise.resolve();
    }
    assert.ok(slices > 10);
    assert.deepEqual([...lines, ...text.end()], linesOf([log]));
  });

  it('goes on with a later answer that comes between two slices', () => {
    const log = 'a line of the log\n'.repeat(20_000);
    const text = new LogLines();
    const lines: string[] = [];
    let isFirst = true;
    for (const update of text.slices(log)) {
      lines.push(...update.lines);
      if (isFirst) lines.push(...text.update(`${log}last\n`, 10).lines);
      isFirst = false;
    }
    assert.equal(lines.length, 20_001);
    assert.equal(lines.at(-1), 'last');
  });
});
