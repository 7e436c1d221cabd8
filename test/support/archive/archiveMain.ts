import { killAtStep, watchSteps } from '../library/killAtStep';
import { OutputClient } from '../../../src/client/outputClient';
import { requestOutput } from '../../../src/client/outputRequest';
import { OutputArchive } from '../../../src/library/archive/outputArchive';

/*
 * A window's archive in a process of its own: it keeps one output, and is killed at the step of that
 * number. Its arguments: folder, prediction, URL, step.
 */

async function main(): Promise<void> {
  const [, , folder = '', id = '', url = '', step = ''] = process.argv;
  await watchSteps();
  const client = new OutputClient(requestOutput);
  const limits = { maxBytes: 10_000_000, idleSeconds: 5, maxSeconds: 60, mayBeLocal: true };
  const archive = new OutputArchive({
    folder,
    openUrl: (request) => client.open(request.url, { ...request, ...limits }),
    report: ({ type, file }) => {
      throw new Error(`${type} ${file}`);
    },
    maxBytes: () => Infinity,
    isKnown: () => Promise.resolve(true),
    pace: { lookEveryMs: 100, retryAfterMs: 2, safeEvery: 60_000 },
  });
  if (step !== '') killAtStep(Number(step));
  const { signal } = new AbortController();
  console.log(await archive.keep(id, { type: 'url', url }, signal));
  archive.dispose();
}

void main();
