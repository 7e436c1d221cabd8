import assert from 'node:assert/strict';

import fc from 'fast-check';

import { LogText } from '../../../../src/prediction/log/logText';
import { reasonInLog } from '../../../../src/prediction/log/reasonInLog';
import { hostilePieces } from '../../../bench/logs/hostileLogs';
import { anySoup } from '../../../support/logs/anyLog';
import { countedWork } from '../../../support/logs/countedWork';

const bar = '\rSteps:  50%|█████     | 2/4 [00:01<00:01,  2.00it/s]';

/** What a log may be made of, over and over. */
const pieces: Readonly<Record<string, string>> = {
  lines: 'a line of the log\n',
  'a line without an end': 'token ',
  'bars redrawn by returns': bar,
  'bars redrawn by line ends': bar.replace('\r', '\n'),
  'bars run together': bar.slice(1),
  'nested bars': `${bar}\n\rTiles:  25%|██        | 1/4 [00:01<00:03,  1.00it/s]\u001b[A`,
  'beginnings of bars': '50%|██',
  percents: '1%',
  brackets: '[1',
  escapes: '\u001b[',
  'titles without an end': '\u001b]0;title',
  colours: '\u001b[36mx\u001b[0m ',
  backspaces: 'a\b',
  'rows drawn anew': 'x\n\n\u001b[A\u001b[2K',
  'many rows up': '\u001b[1000A\n',
  'empty lines behind a bar': `${bar}\n\n\n\n`,
  'text behind a bar': `${bar}Warning: old\n`,
  emoji: '🦌',
};

const length = 30_000;
/** For each unit of a log: what a step of so many units may cost is bounded by that. */
const mostWork = 18;
/** Each bracket may be that of a bar, which is looked for in what follows. */
const mostWorkOfBrackets = 30;

describe('the work on a log', () => {
  for (const [name, piece] of Object.entries(pieces)) {
    const log = piece.repeat(Math.ceil((2 * length) / piece.length)).slice(0, 2 * length);

    it(`grows with its length alone: ${name}`, () => {
      assertLinear((log) => workOfParts(log, Infinity), log);
    });

    it(`grows with its length alone where it comes in many parts: ${name}`, () => {
      assertLinear((log) => workOfParts(log, 1000), log);
    });
  }

  for (const [name, piece] of Object.entries(hostilePieces)) {
    it(`is little for each unit, however hostile the log is: ${name}`, () => {
      const log = piece.repeat(Math.ceil(length / piece.length));
      const work = workOfParts(log, Infinity);
      const most = name === 'brackets' ? mostWorkOfBrackets : mostWork;
      assert.ok(work <= most * log.length, `${(work / log.length).toFixed(1)} for a unit`);
    });
  }

  it('is at most some thousand steps for each of its units, whatever it is', () => {
    fc.assert(
      fc.property(anySoup, (soup) => {
        assert.ok(workOfParts(soup, Infinity) <= 2000 * (soup.length + 1));
      }),
    );
  });

  it('is small for answers that have nothing new', () => {
    const text = new LogText();
    const log = `${'a line of the log\n'.repeat(5000)}${bar}`;
    text.update(log);
    assert.ok(countedWork(() => text.update(log)) < log.length + 2000);
  });

  it('grows with its length alone where it repeats itself, and its beginning is cut off', () => {
    const workOf = (log: string) => {
      const text = new LogText();
      text.update(`x\n${log}`);
      return countedWork(() => text.update(`${log.slice(3)}c`, 1));
    };
    assertLinear(workOf, 'ab\n'.repeat(length));
  });

  it('does not grow with its length where the reason of a failure is looked for', () => {
    const workOf = (log: string) => countedWork(() => reasonInLog(log));
    for (const piece of ['Traceback (most recent call last):\n', '  File\n', 'x', '\u001b[']) {
      const log = `Traceback (most recent call last):\n${piece.repeat(300_000)}`;
      assert.ok(workOf(`${log}${log}`) <= 1.1 * workOf(log));
      assert.ok(workOf(log) < 20 * 262_144);
    }
  });
});

/** @param log Twice as long as the one that it is compared with. */
function assertLinear(workOf: (log: string) => number, log: string): void {
  const half = workOf(log.slice(0, log.length / 2));
  const whole = workOf(log);
  assert.ok(whole <= 2.2 * half + 10_000, `${half} for the half of it, ${whole} for all`);
}

/** Without that of comparing each answer with the one before. */
function workOfParts(log: string, partLength: number): number {
  const text = new LogText();
  text.update(log, 0);
  return countedWork(() => {
    while (text.update(log, partLength).hasMore);
    text.end();
  });
}
