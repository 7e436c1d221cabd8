import assert from 'node:assert/strict';

import fc from 'fast-check';

import { playAll } from '../../bench/polling/contest';
import { isMet } from '../../bench/goal';
import { goalsOf } from '../../bench/polling/goals';
import { play, type Knowledge, type Policy } from '../../bench/polling/play';
import { ours } from '../../bench/polling/policies';
import { recordedRuns, type Run } from '../../bench/polling/runs';
import { seededRandom } from '../../bench/polling/seededRandom';
import { summarize } from '../../bench/polling/summary';

const runs = recordedRuns();
const results = playAll(runs);

describe('the schedule, played with recorded predictions', () => {
  for (const goal of goalsOf(results)) {
    it(`reaches its goal ${goal.name}`, () => {
      assert.ok(isMet(goal), `${goal.value} is over ${goal.limit}`);
    });
  }

  it('sees more ends in time by model history, for no more requests', () => {
    const { history, nothing } = results;
    assert.ok(history.requests.mean <= nothing.requests.mean);
    assert.ok(history.lateness.p50 < nothing.lateness.p50);
    assert.ok(history.lateness.p95 < nothing.lateness.p95);
  });

  it('is not much later than with nothing known where a history is ten times off', () => {
    for (const factor of [0.1, 10]) {
      const { lateness } = playOurs(
        runs.map((run) => ({ ...run, typicalRun: run.work * factor })),
        'history',
      );
      assert.ok(lateness.p50 < 2 * results.nothing.lateness.p50);
      assert.ok(lateness.p95 < 2 * results.nothing.lateness.p95);
    }
  });

  it('is not much later than with nothing known where runs end at half of their bar', () => {
    const { lateness } = summarize(runs.map((run) => play(run, misleadByHalf(), 'bar')));
    assert.ok(lateness.p50 < 3 * results.nothing.lateness.p50);
    assert.ok(lateness.p95 < 2 * results.nothing.lateness.p95);
  });
});

describe('the asks of one run', () => {
  it('come to an end, whatever is known: their number grows with the root of its length', () => {
    const anyTime = fc.double({ min: 0, max: 6 * 3600, noNaN: true });
    const isBounded = fc.property(anyTime, anyTime, fc.nat(), (queue, work, seed) => {
      const { requests } = play({ queue, work, typicalRun: 0 }, misled(seed), 'nothing');
      assert.ok(requests <= 20 + 20 * (Math.sqrt(queue) + Math.sqrt(work)));
    });
    fc.assert(isBounded);
  });
});

function playOurs(played: readonly Run[], knowledge: Knowledge): ReturnType<typeof summarize> {
  const policy = ours({ random: seededRandom(1) });
  return summarize(played.map((run) => play(run, policy, knowledge)));
}

/** Sees a bar that is only half as far as it should be. */
function misleadByHalf(): Policy {
  const policy = ours({ random: seededRandom(1) });
  return (moment) => {
    const { bar, running } = moment;
    if (bar === undefined || running === undefined) return policy(moment);
    const fraction = (bar.fraction * 0.9) / 2;
    const secondsLeft = fraction > 0 ? (running * (1 - fraction)) / fraction : undefined;
    return policy({ ...moment, bar: { fraction, secondsLeft, stillFor: 0 } });
  };
}

/** Knows something else, mostly wrong, at each ask. */
function misled(seed: number): Policy {
  const random = seededRandom(seed);
  const policy = ours({ random });
  return (moment) => {
    const fraction = random() < 0.3 ? 1 : random();
    const secondsLeft = random() < 0.5 ? random() * 3 : undefined;
    return policy({
      ...moment,
      bar: random() < 0.7 ? { fraction, secondsLeft, stillFor: random() * 10 } : undefined,
      typicalRun: random() < 0.5 ? 10 ** (random() * 8 - 4) : undefined,
    });
  };
}
