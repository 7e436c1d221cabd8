import assert from 'node:assert/strict';

import { ModelHistory } from '../../../src/tracking/modelHistory';
import { Pace } from '../../../src/tracking/pace';
import { secondsUntilNextAsk } from '../../../src/tracking/schedule';
import { trackedOf } from '../../support/builders/predictions';

const loading = 'Loading weights: 100%|█████| 4/4 [00:02<00:00, 2.00it/s]\n';
const base = 'Base:  50%|██   | 2/4 [00:04<00:04,  2.00s/it]\r';
const baseEnd = 'Base: 100%|█████| 4/4 [00:08<00:00,  2.00s/it]\n';
const refine = 'Refine:  25%|█    | 1/4 [00:02<00:06,  2.00s/it]\r';
const unknown = { fraction: undefined, secondsLeft: undefined };

describe('the wait of one that runs', () => {
  for (const [name, logs, bar] of [
    ['nothing where it has no log', '', unknown],
    [
      'nothing where it only loads data',
      loading.replace('100%', '50%').replace('4/', '2/'),
      unknown,
    ],
    ['nothing where it has but loaded data', loading, unknown],
    ['the bar that is drawn', loading + base, { fraction: 0.5, secondsLeft: 4 }],
    ['the bar that has ended', baseEnd, { fraction: 1, secondsLeft: undefined }],
    ['the bar of its second stage', baseEnd + refine, { fraction: 0.25, secondsLeft: 6 }],
  ] as const) {
    it(`goes by ${name}`, () => {
      assert.equal(waitOf(logs), waitBy(bar));
    });
  }
});

function waitOf(logs: string): number {
  const pace = new Pace({
    polling: { min: 0.1, max: 60, requestsPerMinute: 1000 },
    history: new ModelHistory(),
    isWatched: () => false,
    random: () => 0,
  });
  const askedAt = Date.parse('2025-05-19T02:00:28.516Z');
  const fields = { status: 'processing', metrics: {}, logs };
  return pace.interval(trackedOf(fields, { askedAt, addedAt: askedAt }), 1);
}

function waitBy({
  fraction,
  secondsLeft,
}: {
  readonly fraction: number | undefined;
  readonly secondsLeft: number | undefined;
}): number {
  return secondsUntilNextAsk({
    status: 'processing',
    age: 11,
    running: 10,
    bar: fraction === undefined ? undefined : { fraction, secondsLeft, stillFor: 0 },
    typicalRun: undefined,
    isWatched: false,
    fairShare: 0,
    minInterval: 0.1,
    maxInterval: 60,
    random: 0,
  });
}
