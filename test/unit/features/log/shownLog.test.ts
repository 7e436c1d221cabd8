import assert from 'node:assert/strict';

import fc from 'fast-check';

import { PredictionLogs } from '../../../../src/features/log/predictionLogs';
import { ShownLog } from '../../../../src/features/log/shownLog';
import { utf8Mark } from '../../../../src/host/utf8Mark';
import { GrowingLog } from '../../../../src/prediction/log/growingLog';
import { english } from '../../../support/builders/english';
import { trackedOf } from '../../../support/builders/predictions';
import { anyCuts, anyLog, anySoup } from '../../../support/logs/anyLog';
import { shownText } from '../../../support/logs/shownText';

const half = 'Steps:  50%|█████     | 2/4 [00:01<00:01, 2.00it/s]';
const full = 'Steps: 100%|██████████| 4/4 [00:02<00:00, 2.00it/s]';

describe('a log in its document', () => {
  let log: ShownLog;
  let growing: GrowingLog;
  beforeEach(() => {
    log = new ShownLog(english);
    growing = new GrowingLog();
  });

  it('is what has been written, with the line that is being written', () => {
    assert.equal(shown('one\ntw'), 'one\ntw');
    assert.equal(shown('one\ntwo\n'), 'one\ntwo\n');
  });

  it('stays as it was given while the log goes on', () => {
    shown(`one\n${half}\r`);
    const drawn = log.bytes;
    shown(`one\n${half}\r${full}\ntwo\n`);
    const written = log.bytes;
    written.slice().fill(0);
    shown(`one\n${half}\r${full}\ntwo\nthree\n`);
    assert.equal(Buffer.from(drawn).toString(), `${utf8Mark}one\nSteps 2/4 · 1 s · 2.00 it/s`);
    assert.equal(
      Buffer.from(written).toString(),
      `${utf8Mark}one\nSteps 4/4 · 2 s · 2.00 it/s\ntwo\n`,
    );
  });

  it('has the bar that is being drawn as its last line, and in its place when it has ended', () => {
    assert.equal(shown(`one\n${half}\r`), 'one\nSteps 2/4 · 1 s · 2.00 it/s');
    assert.equal(
      shown(`one\n${half}\r${full}\nlast\n`, true),
      'one\nSteps 4/4 · 2 s · 2.00 it/s\nlast\n',
    );
  });

  it('has what was held back once it has ended', () => {
    assert.equal(shown('one\ntwo', true), 'one\ntwo\n');
    assert.equal(shown('one\ntwo', true), 'one\ntwo\n');
  });

  it('is another where the server sends another', () => {
    shown('one\ntwo\n');
    assert.equal(shown('three\n'), 'three\n');
    assert.equal(shown('four', true), 'four\n');
    assert.equal(shown('fourteen', true), 'fourteen\n');
  });

  it('is that of the log that it is given last', () => {
    shown('one\ntwo\n');
    growing = new GrowingLog();
    assert.equal(shown('three\n'), 'three\n');
  });

  it('is the same, and so is the channel, however the log is split into answers', () => {
    fc.assert(
      fc.property(fc.oneof(anyLog, anySoup), anyCuts, (text, cuts) => {
        assert.deepEqual(surfacesOf(text, cuts), surfacesOf(text, []));
      }),
      { numRuns: 500 },
    );
  });

  it('has the lines that the channel has, and those of bars even where that has none', () => {
    fc.assert(
      fc.property(fc.oneof(anyLog, anySoup), (text) => {
        const { document, channel, channelWithoutBars, bars } = surfacesOf(text, []);
        // In UTF-8, half a sign is none.
        assert.equal(Buffer.from(channel).toString(), document);
        assert.equal(
          channelWithoutBars.length,
          Buffer.from(channel).toString().length - bars.join('').length,
        );
      }),
    );
  });

  it('is read in steps, each of them short', () => {
    const text = 'all is well\n'.repeat(1_000_000);
    assert.ok([...growing.read(text, false)].length > 10);
    assert.ok([...log.take(growing)].length > 10);
  });

  it('leaves out the first lines of one that is too long, and says how many', () => {
    const lines = Array.from({ length: 250_000 }, (_, index) => `step ${index}: ${'x'.repeat(40)}`);
    const [first = '', ...rest] = shown(`${lines.join('\n')}\n`).split('\n');
    const [, count = ''] = /^\(the first ([\d,]+) lines are left out/.exec(first) ?? [];
    assert.deepEqual(rest, [...lines.slice(Number(count.replaceAll(',', ''))), '']);
    assert.ok(log.length < 12_000_000);
    assert.ok(log.length > 8_000_000);
  });

  it('has its stages and tracebacks where their lines are, also where the first are left out', () => {
    const traceback = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no\n';
    const filler = `${'x'.repeat(60)}\n`.repeat(230_000);
    const lines = shown(`${full}\n${traceback}${filler}${full}\n${traceback}${half}\r`).split('\n');
    assert.deepEqual(
      log.stages.map(({ line }) => lines[line]),
      ['Steps 4/4 · 2 s · 2.00 it/s', 'Steps 2/4 · 1 s · 2.00 it/s'],
    );
    assert.deepEqual(
      log.tracebacks.map(({ line }) => lines[line]),
      ['Traceback (most recent call last):'],
    );
  });

  function shown(text: string, hasEnded = false): string {
    Array.from(growing.read(text, hasEnded));
    return shownText(log, growing);
  }
});

/** What the document, its outline and the channel have of a log in the end, as it comes in answers. */
function surfacesOf(text: string, cuts: readonly number[]) {
  const log = new GrowingLog();
  const shown = new ShownLog(english);
  const channels = [true, false].map((keepsBars) => new PredictionLogs(english, () => keepsBars));
  const opened = trackedOf({ status: 'processing' });
  const written = ['', ''];
  for (const share of [...cuts, 1]) {
    Array.from(log.read(text.slice(0, Math.floor(text.length * share)), share === 1));
    shownText(shown, log);
    for (const [index, channel] of channels.entries()) {
      written[index] = [written[index], ...channel.newText(opened, log)].join('');
    }
  }
  const withoutTitle = (all = '') => all.slice(all.indexOf('\n') + 1);
  return {
    document: shownText(shown, log),
    stages: shown.stages,
    tracebacks: shown.tracebacks,
    channel: withoutTitle(written[0]),
    channelWithoutBars: withoutTitle(written[1]),
    bars: log.blocks.filter(({ isBar }) => isBar).map((block) => block.text),
  };
}
