import assert from 'node:assert/strict';

import fc from 'fast-check';

import { anyCuts, anyLog, anySoup } from '../../../support/logs/anyLog';
import { anyRedraws } from '../../../support/logs/anyRedraws';
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
      assertSameUnitByUnit(logs);
    });
  }

  it('is the same unit by unit where a bar is drawn over and over', () => {
    const amidOthers = fc.tuple(anyRedraws, anyLog, anyRedraws).map((parts) => parts.join(''));
    const log = fc.oneof({ weight: 4, arbitrary: anyRedraws }, amidOthers);
    fc.assert(fc.property(log, assertSameUnitByUnit), { numRuns: 1000 });
  });

  const told = '[00:01<00:01, 1.00it/s]';
  const oddRedraws = {
    'has another total with a slash in it': `25%|##| 1/4 ${told}\r50%|##| 2/4 ${told}\r50%|#|2/4/4 ${told}\r`,
    'has a name that ends in a colon, and then not': `a:: 0%|  | 0/4 ${told}\ra: 25%|##| 1/4 ${told}\r`,
    'is but a percentage at first': `% [x 0%|   |\r% [x 0%|##| 0/7 ${told}\r`,
    'goes on with line feeds, below another one': `text\nA: 25%|##| 1/4 ${told}\nB: 0%|##| 0/4 ${told}\rB: 25%|##| 1/4 ${told}\rB: 50%|##| 2/4 ${told}\nB: 75%|##| 3/4 ${told}\n\u001b[3AC: 50%|##| 2/4 ${told}\n`,
    'has the name of another one': `0%|##| 0/4 ${told}\r0%|##| 0/4 ${told}\rSteps: 25%|#| 1/4\n0%|##| 0/4\rSteps: 0%|##| 0/4 ${told}\nSteps: 0%|##| 0/4 [00:01<00:02, 1.00it/s]\nSteps: 25%|##| 1/4 ${told}\n`,
    'begins to be drawn above its last drawing': `Steps: 0%|##| 0/4 ${told}\nSteps: 25%|##| 1/4 ${told}\nSteps: 50%|##| 2/4 ${told}\nSteps: 50%|##| 2/4 ${told}\r\u001b[2ASteps: 75`,
    'is drawn where another one was':
      '\n5%||2/4\u0007\n\u001b[2A]\nv1 25%||1/4\nv1 5%||1/4 []\nv1 5%||1/4 []\r\u001b[A',
  };
  for (const [what, log] of Object.entries(oddRedraws)) {
    it(`is the same unit by unit where a bar ${what}`, () => {
      assertSameUnitByUnit(log);
    });
  }

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

function assertSameUnitByUnit(log: string): void {
  const everywhere = Array.from(log, (_, index) => index);
  assert.deepEqual(shownOf(log, everywhere), shownOf(log, []));
}

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
