import path from 'node:path';

import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import { answerJson, storedOf, type AnswerJson } from '../../support/builders/predictions';

/** As long as those of common image models. */
const log = Array.from({ length: 40 }, (_, step) => `step ${step} of 40, seed 7\n`).join('');
const models = Array.from({ length: 40 }, (_, index) => `acme/model-${index}`);

/** Fills the library in that folder of global storage as earlier sessions would have. */
export async function writeMany(
  storage: string,
  baseUrl: string,
  all: readonly AnswerJson[],
): Promise<void> {
  const library = new PredictionLibrary(path.join(storage, 'library'), (report) => {
    throw new Error(JSON.stringify(report));
  });
  await library.add(
    all.map((fields, index) =>
      storedOf(fields, { baseUrl, addedAt: index, answeredAt: index + 1 }),
    ),
  );
  library.dispose();
}

/** That many which have ended, each with an error or outputs and a log. */
export function endedPredictions(count: number): AnswerJson[] {
  return Array.from({ length: count }, (_, index) =>
    answerJson({
      id: `ended${String(index).padStart(21, '0')}`,
      model: models[index % models.length],
      status: index % 10 === 0 ? 'failed' : 'succeeded',
      error: index % 10 === 0 ? 'CUDA out of memory: tried to allocate 2 GiB' : null,
      logs: log,
    }),
  );
}

/** That many which wait, or work as a bar in their log tells. */
export function runningPredictions(count: number): (AnswerJson & { readonly id: string })[] {
  const created_at = new Date().toISOString();
  return Array.from({ length: count }, (_, index) => {
    const id = `runs${String(index).padStart(22, '0')}`;
    const isQueued = index % 2 === 0;
    const state = isQueued
      ? { status: 'starting', logs: '', started_at: null }
      : { status: 'processing', logs: `${log} 45%|####   | 18/40 [00:30<00:36, 1.6it/s]\r` };
    const model = models[index % models.length];
    return {
      ...answerJson({ started_at: created_at, ...state, model, output: null }),
      id,
      created_at,
    };
  });
}
