import assert from 'node:assert/strict';

import { mostPeriods, statisticsOf } from '../../../../src/features/summary/statistics';
import { briefOf, type PredictionBrief } from '../../../../src/prediction/prediction';
import { predictionOf } from '../../../support/builders/predictions';

const hourMs = 3600_000;
const start = Date.parse('2026-11-20T10:00:00Z');
const utcMidnight = (moment: number) => Math.floor(moment / (24 * hourMs)) * 24 * hourMs;

function brief(fields: Readonly<Record<string, unknown>>, endedAt = start): PredictionBrief {
  const { run = 10, queue = 2, ...others } = fields;
  const at = (seconds: number) => new Date(endedAt - seconds * 1000).toISOString();
  return briefOf(
    predictionOf({
      model: 'acme/alpha',
      metrics: { predict_time: run },
      created_at: at(Number(run) + Number(queue)),
      started_at: at(Number(run)),
      completed_at: new Date(endedAt).toISOString(),
      ...others,
    }),
  );
}

describe('The statistics of predictions', () => {
  it('tell of each model how many ended how, those with most runs first', () => {
    const { models } = statisticsOf([
      brief({ model: 'acme/beta' }),
      brief({}),
      brief({ status: 'failed' }),
      brief({ status: 'canceled' }),
      brief({ status: 'processing', completed_at: null }),
    ]);
    assert.deepEqual(
      models.map(({ model, running, succeeded, failed, canceled, successRate }) => [
        model,
        running,
        succeeded,
        failed,
        canceled,
        successRate,
      ]),
      [
        ['acme/alpha', 1, 1, 1, 1, 0.5],
        ['acme/beta', 0, 1, 0, 0, 1],
      ],
    );
  });

  it('tell what is usual by the median, and what is slow by the 95th of 100', () => {
    const { total } = statisticsOf(
      Array.from({ length: 100 }, (_, index) => brief({ run: index + 1, queue: 3 })),
    );
    assert.deepEqual(total.run, { median: 50, high: 95, sum: 5050 });
    assert.deepEqual(total.queue, { median: 3, high: 3, sum: 300 });
  });

  it('know no rate and no duration where nothing has ended', () => {
    const { total, periods } = statisticsOf([brief({ status: 'starting', completed_at: null })]);
    assert.equal(total.successRate, undefined);
    assert.equal(total.run, undefined);
    assert.deepEqual(periods, []);
  });

  it('count by the hour what ended within two days, with the hours between', () => {
    const { periods, periodLength } = statisticsOf([
      brief({}, start),
      brief({ status: 'failed' }, start + 10),
      brief({}, start + 3 * hourMs),
    ]);
    assert.equal(periodLength, 'hour');
    assert.deepEqual(
      periods.map(({ succeeded, failed }) => [succeeded, failed]),
      [
        [1, 1],
        [0, 0],
        [0, 0],
        [1, 0],
      ],
    );
  });

  it('count by the day what took longer, the latest days of very many', () => {
    const far = 100 * 24 * hourMs;
    const { periods, periodLength } = statisticsOf(
      [brief({}, start), brief({}, start + far)],
      utcMidnight,
    );
    assert.equal(periodLength, 'day');
    assert.equal(periods.length, mostPeriods);
    assert.equal(periods.at(-1)?.succeeded, 1);
    assert.equal(periods.at(-1)?.start, utcMidnight(start + far));
  });
});
