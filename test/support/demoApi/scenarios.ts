import { failures } from './failures';
import { finishedPredictions } from './finishedPredictions';
import { imageRuns } from './imageRuns';
import { liveScenario } from './liveRun';
import type { LiveRun } from './liveRun';
import { otherRuns } from './otherRuns';
import type { Scenario } from './scenario';
import { seedScenario } from './seedPrediction';
import { shakyRuns } from './shakyRuns';
import { unluckyRuns } from './unluckyRuns';

export const liveRuns: readonly LiveRun[] = [...imageRuns, ...otherRuns, ...unluckyRuns];

/** Everything that the demo knows to answer; a new id is one more row in one of these. */
export const scenarios: readonly Scenario[] = [
  seedScenario,
  ...finishedPredictions,
  ...liveRuns.map(liveScenario),
  ...shakyRuns,
  ...failures,
];
