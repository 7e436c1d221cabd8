import Replicate, { type Prediction } from 'replicate';

import { listen } from '../../support/demoApi/listener';
import type { Outcome } from './play';
import type { Run } from './runs';

/**
 * Lets the npm package `replicate` wait for these runs, all at once and by its own defaults, against
 * a server on this computer. Takes as long as the longest of them.
 */
export async function playRealClient(runs: readonly Run[]): Promise<Outcome[]> {
  const begin = performance.now();
  const age = () => (performance.now() - begin) / 1000;
  const requests = runs.map(() => 0);
  const server = await listen('127.0.0.1', 0, (request, response) => {
    const index = Number(request.url?.split('/').at(-1));
    const run = runs[index];
    requests[index] = (requests[index] ?? 0) + 1;
    response.statusCode = run === undefined ? 404 : 200;
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(run && predictionAt(run, index, age())));
  });
  try {
    const client = new Replicate({ auth: 'none', baseUrl: server.origin });
    return await Promise.all(
      runs.map(async (run, index) => {
        await client.wait(predictionAt(run, index, 0));
        const lateness = age() - run.queue - run.work;
        return { requests: requests[index] ?? 0, lateness, longestWait: NaN };
      }),
    );
  } finally {
    await server.close();
  }
}

/** As the API tells of it at this age, in seconds. Its id is its index. */
function predictionAt(run: Run, index: number, age: number): Prediction {
  return {
    id: String(index),
    status: statusAt(run, age),
    model: '',
    version: 'hidden',
    input: {},
    source: 'api',
    data_removed: false,
    created_at: '2025-05-19T02:00:17.516Z',
    urls: { get: '', cancel: '' },
  };
}

function statusAt({ queue, work }: Run, age: number): Prediction['status'] {
  if (age < queue) return 'starting';
  return age < queue + work ? 'processing' : 'succeeded';
}
