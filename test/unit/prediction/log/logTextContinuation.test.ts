import assert from 'node:assert/strict';

import fc from 'fast-check';
import { LogLines } from '../../../support/logs/logLines';

const mark = '[**** LOG TRUNCATED ****]\n';

describe('a log that is no longer what it was', () => {
  it('is told anew, and says so', () => {
    const text = new LogLines();
    assert.deepEqual(text.update('one\ntwo\n').lines, ['one', 'two']);
    const anew = text.update('uno\ndue\ntre\n');
    assert.deepEqual(anew, { lines: ['uno', 'due', 'tre'], restarted: true, hasMore: false });
    const grown = text.update('uno\ndue\ntre\nquattro\n');
    assert.deepEqual(grown, { lines: ['quattro'], restarted: false, hasMore: false });
  });

  it('is told anew where a line in its middle is another', () => {
    const text = new LogLines();
    text.update(numbered(0, 500));
    const log = numbered(0, 600).replace('line 250 ', 'line 2.5 ');
    const { lines, restarted } = text.update(log);
    assert.equal(restarted, true);
    assert.equal(lines.length, 600);
  });

  it('tells of the progress of the new one alone', () => {
    const text = new LogLines();
    text.update(' 50%|█████     | 2/4 [00:00<00:02,  9.84it/s]\r');
    text.update('another log\n 25%|██▌       | 1/4 [00:00<00:02,  9.84it/s]\r');
    assert.equal(text.progress.fraction, 0.25);
    assert.equal(text.progress.stages.length, 1);
  });

  it('says nothing where an answer comes late, or empty', () => {
    const text = new LogLines();
    text.update('one\ntwo\n');
    for (const log of ['one\n', '', 'one\ntwo\n']) {
      assert.deepEqual(text.update(log), { lines: [], restarted: false, hasMore: false });
    }
    assert.deepEqual(text.update('one\ntwo\nthree\n').lines, ['three']);
  });
});

describe('a log whose beginning was cut off', () => {
  for (const [name, head] of [
    ['without a mark', ''],
    ['with a mark', mark],
  ] as const) {
    it(`goes on, each line once, ${name}`, () => {
      const text = new LogLines();
      const lines: string[] = [];
      for (let answer = 1; answer <= 20; answer++) {
        const log = numbered(0, answer * 30);
        const update = text.update(log.length > 2000 ? head + log.slice(-2000) : log);
        assert.equal(update.restarted, false);
        lines.push(...update.lines);
      }
      assert.deepEqual(lines, numbered(0, 600).trimEnd().split('\n'));
    });
  }

  it('goes on within a line, and within a bar', () => {
    const bar = (step: number) =>
      `\rSteps:  ${step}%|█         | ${step}/100 [00:01<00:09,  9.0it/s]`;
    const log = [numbered(0, 50), bar(10), bar(11), bar(12), '\ndo'].join('');
    const text = new LogLines();
    text.update(log.slice(0, log.indexOf('12/100')));
    const update = text.update(`${log.slice(700)}ne\n`);
    assert.equal(update.restarted, false);
    assert.deepEqual(update.lines, ['Steps 12/100 · 1.3 s · 9.0 it/s', 'done']);
    assert.equal(text.progress.fraction, 0.12);
  });

  it('is told anew where too little of it is left to be sure', () => {
    const text = new LogLines();
    text.update('one\ntwo\n');
    const { lines, restarted } = text.update('two\nthree\n');
    assert.deepEqual({ lines, restarted }, { lines: ['two', 'three'], restarted: true });
  });

  it('is told anew where it repeats itself, so that nobody can say how much was cut', () => {
    const text = new LogLines();
    text.update(`begin\n${'waiting\n'.repeat(200)}`);
    const { lines, restarted } = text.update(`${'waiting\n'.repeat(150)}done\n`);
    assert.equal(restarted, true);
    assert.equal(lines.length, 151);
  });

  it('is told anew where all that was read is gone', () => {
    const text = new LogLines();
    text.update(numbered(0, 100));
    assert.equal(text.update(numbered(300, 400)).restarted, true);
  });

  it('is told anew where lines were cut off that nobody had read yet', () => {
    const text = new LogLines();
    const log = numbered(0, 200);
    assert.equal(text.update(log, 100).hasMore, true);
    const { lines, restarted } = text.update(`${log.slice(1000)}more\n`);
    assert.equal(restarted, true);
    assert.ok(lines.includes('line 199 of the log') && lines.includes('more'));
  });

  it('has each line once, or is told anew, however it is cut and split', () => {
    const cut = fc.record({ shown: fc.nat(3000), dropped: fc.nat(3000) });
    const lineOf = fc.constantFrom('a line\n', 'another, longer one\n', 'wait\rdone\n', '\n');
    fc.assert(
      fc.property(
        fc.array(lineOf, { maxLength: 200, size: 'max' }),
        fc.array(cut),
        (pieces, cuts) => {
          const log = pieces.map((piece, index) => `${index} ${piece}`).join('');
          const text = new LogLines();
          let lines: string[] = [];
          const take = (answer: string) => {
            const update = text.update(answer);
            lines = update.restarted ? [...update.lines] : [...lines, ...update.lines];
          };
          let shownBefore = 0;
          for (const { shown, dropped } of cuts) {
            shownBefore = Math.min(log.length, shownBefore + shown);
            take(log.slice(0, shownBefore).slice(Math.min(dropped, shownBefore)));
          }
          take(log);
          const whole = new LogLines();
          const expected = [...whole.update(log).lines, ...whole.end()];
          assert.deepEqual([...lines, ...text.end()], expected);
        },
      ),
    );
  });
});

function numbered(from: number, to: number): string {
  let log = '';
  for (let index = from; index < to; index++) log += `line ${index} of the log\n`;
  return log;
}
