import assert from 'node:assert/strict';

import { linesOf } from './logLines';
import { LogLines } from '../../../support/logs/logLines';

const half = ' 50%|█████     | 2/4 [00:00<00:02,  9.84it/s]';
const full = '100%|██████████| 4/4 [00:00<00:00,  9.79it/s]';
const halfLine = '2/4 · 0.2 s · 9.84 it/s';
const fullLine = '4/4 · 0.4 s · 9.79 it/s';

describe('what a terminal shows behind the lines of a log', () => {
  for (const [name, log, tail] of [
    ['nothing', '', []],
    ['nothing behind lines that have ended', 'one\ntwo\n', []],
    ['a line that has not ended', 'one\ntw', ['tw']],
    ['text that was redrawn', 'one\nwait 1\rwait 2', ['wait 2']],
    ['text that is redrawn in part', 'wait 10\rdone', ['done 10']],
    ['no half of a sequence', 'one\u001b[3', ['one']],
    ['a bar that is drawn', `Steps: ${half}\r`, [`Steps ${halfLine}`]],
    ['a bar that line ends redraw', `${half}\n`, [halfLine]],
    ['a bar at its beginning', '  0%|          | 0/4 [00:00<?, ?it/s]', ['0/4 · 0 s']],
    ['a bar that is full', `${full}\n`, [fullLine]],
    ['a bar, and not the beginning of its next drawing', `${half}\r 75%|███`, [halfLine]],
    ['a bar, and text behind it', `${half}Warning: old`, [halfLine, 'Warning: old']],
    [
      'bars one in another',
      `Epochs: ${half}\n\rSteps:   0%|          | 0/5 [00:00<?, ?it/s]`,
      [`Epochs ${halfLine}`, 'Steps 0/5 · 0 s'],
    ],
    ['no bar whose line is written', `${half}\nKilled\n`, []],
    [
      'a bar that goes on below a message',
      `${half}\nnote\n${half.replace('2/4', '3/4')}\r`,
      ['3/4 · 0.3 s · 9.84 it/s'],
    ],
  ] as const) {
    it(`is ${name}`, () => {
      const text = new LogLines();
      text.update(log);
      assert.deepEqual(text.tail, tail);
    });
  }

  it('changes nothing, however often it is asked for', () => {
    const log = `go\nwait\rdone\nSteps: ${half}\rSteps: ${full}\n${half}Warning: old\nlast`;
    const text = new LogLines();
    const lines: string[] = [];
    for (let end = 1; end <= log.length; end++) {
      lines.push(...text.update(log.slice(0, end)).lines);
      assert.deepEqual(text.tail, text.tail);
    }
    assert.deepEqual([...lines, ...text.end()], linesOf([log]));
  });

  it('is empty once the log has ended', () => {
    const text = new LogLines();
    text.update(`${half}\rmore`);
    text.end();
    assert.deepEqual(text.tail, []);
  });

  it('has the stages that have no line yet', () => {
    const text = new LogLines();
    const { lines } = text.update(`go\nBase: ${full}\nRefine: ${half}\rmore`);
    const shown = [...lines, ...text.tail];
    const { stages } = text.progress;
    assert.deepEqual(
      stages.map((stage) => shown[text.lineOf(stage) ?? -1]),
      [`Base ${fullLine}`, `Refine ${halfLine}`],
    );
    text.end();
    assert.deepEqual(
      text.progress.stages.map((stage) => text.lineOf(stage)),
      [1, 2],
    );
  });
});
