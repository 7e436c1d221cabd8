import assert from 'node:assert/strict';

import fc from 'fast-check';

import { anyCuts, anyLog, anySoup } from '../../../support/logs/anyLog';
import { logSamples, tqdmLogs } from '../../../support/logs/recordedLogs';
import { LogLines } from '../../../support/logs/logLines';

describe('a log, however it is split into answers,', () => {
  it('has the same lines, tail and progress as the whole', () => {
    const log = fc.oneof({ weight: 4, arbitrary: anyLog }, anySoup);
    fc.assert(
      fc.property(log, anyCuts, (log, cuts) => {
        assert.deepEqual(shownOf(log, placesOf(log, cuts)), shownOf(log, []));
      }),
      { numRuns: 1000 },
    );
  });

  it('has the same lines, tail and progress where tqdm wrote it', () => {
    const recorded = [...tqdmLogs(), ...logSamples()].map(({ logs }) => logs);
    const log = fc
      .tuple(
        fc.constantFrom(...recorded),
        fc.constantFrom('\r', '\n'),
        fc.double({ noNaN: true, min: 0, max: 1 }),
      )
      .map(([log, redraw, end]) => {
        return log.replaceAll('\r', redraw).slice(0, Math.ceil(log.length * end));
      });
    fc.assert(
      fc.property(log, anyCuts, (log, cuts) => {
        assert.deepEqual(shownOf(log, placesOf(log, cuts)), shownOf(log, []));
      }),
      { numRuns: 500 },
    );
  });

  for (const { shape, logs } of [...tqdmLogs(), ...logSamples()]) {
    it(`is the same unit by unit: ${shape}`, () => {
      const everywhere = Array.from(logs, (_, index) => index);
      assert.deepEqual(shownOf(logs, everywhere), shownOf(logs, []));
    });
  }

  it('is the same unit by unit where drawings hold the signs of bars', () => {
    const sign = fc.constantFrom(
      '%',
      '|',
      '[',
      ']',
      '5%|',
      '45%| 3/4 [',
      ' ',
      'é',
      '\u001b[31m',
      'x',
    );
    const signs = fc.array(sign, { maxLength: 3 }).map((all) => all.join(''));
    const parts = fc.array(fc.tuple(signs, signs), { minLength: 2, maxLength: 12 });
    const log = fc.tuple(signs, parts).map(([label, all]) => {
      const drawings = all.map(([drawn, told], index) => {
        const percent = Math.round((100 * index) / 12);
        return `${label}${percent}%|##${drawn}| ${index}/12 [00:01<00:02, 1.00it/s${told}]`;
      });
      return drawings.join('\r');
    });
    fc.assert(
      fc.property(log, (log) => {
        const everywhere = Array.from(log, (_, index) => index);
        assert.deepEqual(shownOf(log, everywhere), shownOf(log, []));
      }),
      { numRuns: 500 },
    );
  });

  it('has lines that a person may safely see, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(anyLog, anySoup), (log) => {
        const { lines, tail } = shownOf(log, []);
        for (const line of [...lines, ...tail])
          assert.doesNotMatch(line, /(?!\t)\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('never goes back, and is never whole while it runs', () => {
    fc.assert(
      fc.property(fc.oneof(anyLog, anySoup), anyCuts, (log, cuts) => {
        const text = new LogLines();
        let before = 0;
        for (const place of placesOf(log, cuts)) {
          text.update(log.slice(0, place));
          const { fraction = before, stageFraction = 0, secondsLeft = 0 } = text.progress;
          assert.ok(fraction >= before && fraction < 1, `${before} → ${fraction}`);
          assert.ok(stageFraction >= 0 && stageFraction <= 1);
          assert.ok(secondsLeft >= 0 && Number.isFinite(secondsLeft));
          before = fraction;
        }
      }),
    );
  });

  it('has a line of its own for each stage that has one', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const { lines, text } = readWhole(log);
        const places = text.progress.stages.flatMap(({ line }) => line ?? []);
        assert.equal(new Set(places).size, places.length);
        for (const place of places) assert.match(lines[place] ?? '', /\d(?:M?\/|it|%)/);
      }),
    );
  });
});

function placesOf(log: string, cuts: readonly number[]): number[] {
  return cuts.map((share) => Math.floor(log.length * share));
}

function shownOf(log: string, places: readonly number[]) {
  const text = new LogLines();
  const lines = [...places, log.length].flatMap((place) => {
    const update = text.update(log.slice(0, place));
    assert.deepEqual([update.restarted, update.hasMore], [false, false]);
    return update.lines;
  });
  const { tail, progress } = text;
  return { lines, tail, progress, last: text.end(), ended: text.progress };
}

function readWhole(log: string) {
  const text = new LogLines();
  const { lines } = text.update(log);
  return { text, lines: [...lines, ...text.end()] };
}
