import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fileUrl } from './liveRun';
import { json } from './scenario';
import type { PredictionJson, Scenario } from './scenario';

export const seedId = 'hvmbv5hndhrme0cpws2rnqqf60';

/** DeerAPI's documented answer, word for word. */
export const seedPrediction = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/seed-prediction.json'), 'utf8'),
) as PredictionJson; // the fixture is a prediction by definition

/** Its image is long gone from where it was: the demo's own stands in. */
export const seedScenario: Scenario = {
  id: seedId,
  group: 'finished',
  does: "DeerAPI's documented answer: one image",
  answer: ({ origin }) => json(200, { ...seedPrediction, output: [fileUrl(origin)('cake.webp')] }),
};
