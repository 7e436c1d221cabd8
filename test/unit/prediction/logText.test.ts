import assert from 'node:assert/strict';

import fc from 'fast-check';

import { LogText } from '../../../src/prediction/logText';
import { bar, logAt } from '../../support/demoApi/logScript';

const half = ' 50%|█████     | 2/4 [00:00<00:02,  9.84it/s]';
const full = '100%|██████████| 4/4 [00:00<00:00,  9.79it/s]';

describe('a log', () => {
  for (const [name, log, lines] of [
    ['nothing', '', []],
    ['lines', 'one\ntwo\n', ['one', 'two']],
    ['a last line without an end', 'one\ntwo', ['one', 'two']],
    ['empty lines', 'one\n\n\ntwo\n', ['one', '', '', 'two']],
    ['Windows line ends', 'one\r\ntwo\r\n\r\n', ['one', 'two', '']],
    ['redrawn text', 'wait 1\rwait 2\rwait 3\ndone\n', ['wait 3', 'done']],
    ['redrawn text at its end', 'wait 1\rwait 2\r', ['wait 2']],
    ['colours', '\u001b[36mLoading:\u001b[0m\n\u001b[1;32mok\u001b[0m\n', ['Loading:', 'ok']],
    ['a title and bells', '\u001b]0;title\u0007a\u0007\u0000b\n', ['ab']],
    ['a bar redrawn by returns', `go\n${half}\r${full}\ndone\n`, ['go', full, 'done']],
    ['a bar redrawn by line ends', `go\n${half}\n${full}\n${full}\ndone\n`, ['go', full, 'done']],
    ['a bar that never ends', `go\n${half}\r`, ['go', half.trim()]],
    ['a bar broken off by an error', `${half}\rKilled\n`, [half.trim(), 'Killed']],
    ['a bar drawn twice over', `${full}\n${half}\r${full}\n`, [full, full]],
    [
      'two stages',
      `Base: ${half}\rBase: ${full}\nRefine: ${half}\rRefine: ${full}\n`,
      [`Base: ${full}`, `Refine: ${full}`],
    ],
    ['no bar, but percents', '50% of all deer\n', ['50% of all deer']],
    ['a mark of cutting', '[**** LOG LINE TRUNCATED AT 4 MiB ****]\n', undefined],
  ] as const) {
    it(`is shown as a terminal would, when it holds ${name}`, () => {
      assert.deepEqual(linesOf([log]), lines ?? [log.trim()]);
    });
  }

  it('keeps a warning that cuts into a bar which then goes on', () => {
    const lines = linesOf([`${half}/root/x.py:1: UserWarning: deprecated\n${full}\n`]);
    assert.ok(lines.join('\n').includes('UserWarning: deprecated'), lines.join('\n'));
  });

  it('keeps the last of several bars that ran together on one line', () => {
    assert.deepEqual(linesOf([`${half}${half}${full}\ndone\n`]), [full, 'done']);
  });

  it('is shown the same however it is split over answers', () => {
    const piece = fc.constantFrom(
      'one',
      'two',
      '\n',
      '\n',
      '\r',
      '\r\n',
      half,
      full,
      `Base: ${half}`,
      '\u001b[36m',
      '\u001b[0m',
      '鹿🦌',
      '%|',
    );
    const log = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(log, fc.array(fc.nat(), { maxLength: 10 }), (whole, cuts) => {
        const ends = cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b);
        const answers = [...ends.map((end) => whole.slice(0, end)), whole];
        assert.deepEqual(linesOf(answers), linesOf([whole]));
      }),
    );
  });

  it('is shown a line at a time, each once, as it grows', () => {
    const text = new LogText();
    assert.deepEqual(text.update('one\ntw').lines, ['one']);
    assert.deepEqual(text.update('one\ntwo\n').lines, ['two']);
    assert.deepEqual(text.update('one\ntwo\n').lines, []);
    assert.deepEqual(text.end(), []);
  });

  it('is shown anew, and says so, when it is no longer what it was', () => {
    const text = new LogText();
    assert.deepEqual(text.update('one\ntwo\n'), { lines: ['one', 'two'], restarted: false });
    assert.deepEqual(text.update('two\nthree\n'), { lines: ['two', 'three'], restarted: true });
    assert.deepEqual(text.update('two\nthree\nfour\n'), { lines: ['four'], restarted: false });
  });

  it('has one line for each bar of tqdm, redrawn however', () => {
    for (const redraw of ['\r', '\n'] as const) {
      const log = logAt(bar({ from: 0, to: 8, total: 40, redraw, label: 'Steps: ' }), 8);
      const lines = linesOf([log]);
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? '', /^Steps: 100%.*40\/40/);
    }
  });

  it('of two megabytes of blanks is read before a person loses patience', () => {
    const log = `${' '.repeat(990)}%\n`.repeat(2000);
    assert.equal(new LogText().update(log).lines.length, 2000);
  });
});

describe('the bar at the end of a log', () => {
  for (const [name, log, current] of [
    ['a bar redrawn by returns', `${half}\r`, 2],
    ['a bar redrawn by line ends', `${half}\n`, 2],
    ['a bar that has just been drawn', half, 2],
    ['a finished bar', `${full}\n`, undefined],
    ['a finished bar and other work', `${full}\nsaving\n`, undefined],
    ['a bar and then a line', `${half}\nsaving\n`, undefined],
    ['a second bar', `A: ${full}\nB: ${half}\r`, 2],
    ['no bar', 'one\n', undefined],
  ] as const) {
    it(`is ${String(current)} for ${name}`, () => {
      const text = new LogText();
      text.update(log);
      assert.equal(text.bar?.current, current);
    });
  }
});

/** All lines, from answers that hold ever more of the log. */
function linesOf(answers: readonly string[]): string[] {
  const text = new LogText();
  const lines: string[] = [];
  for (const answer of answers) {
    const update = text.update(answer);
    assert.equal(update.restarted, false);
    lines.push(...update.lines);
  }
  return [...lines, ...text.end()];
}
