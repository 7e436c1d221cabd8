import { startDemoApi } from './demoApi';
import type { DemoApi, DemoApiOptions } from './demoApi';
import { seedId } from './seedPrediction';

const usualPort = 8787;

async function main(): Promise<void> {
  const demo = await startOnUsualPort();
  console.log(welcome(demo));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void demo.close());
  }
}

/** The same address each time, so that settings stay good; another one where that is taken. */
async function startOnUsualPort(): Promise<DemoApi> {
  const options: DemoApiOptions = { log: console.log };
  const wanted = process.env['PORT'];
  if (wanted !== undefined) return startDemoApi({ ...options, port: Number(wanted) });
  try {
    return await startDemoApi({ ...options, port: usualPort });
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    return startDemoApi(options);
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function welcome({ baseUrl, key, idTable }: DemoApi): string {
  return `${idTable()}
Any other id answers 404.

"deerapi.baseUrl": "${baseUrl}"
API key: ${key}

curl -H 'Authorization: Bearer ${key}' ${baseUrl}/predictions/${seedId}

Ctrl-C stops the demo API.
`;
}

main().catch((error: unknown) => {
  console.error(`The demo API could not start: ${String(error)}`);
  process.exitCode = 1;
});
