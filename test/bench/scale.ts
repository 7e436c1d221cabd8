import path from 'node:path';

import type { AnswerJson } from '../support/builders/predictions';
import { startDemoApi, type DemoApi } from '../support/demoApi/demoApi';
import { projectFolder } from '../support/vscode/cacheFolder';
import { runEntry } from '../support/vscode/entry';
import { runCommand } from '../support/vscode/palette';
import { temporaryFolder } from '../support/vscode/temporaryFolder';
import { startVscodeServer } from '../support/vscode/vscodeServer';
import { openWindow, type VscodeWindow } from '../support/vscode/vscodeWindow';
import { ExtensionHostProbe } from './scale/extensionHostProbe';
import { endedPredictions, runningPredictions, writeMany } from './scale/manyPredictions';

const endedCount = 9900;
const runningCount = 100;
const manyCount = 10_000;
const extensionFolder = 'User/globalStorage/deerapi-predictions.deerapi-predictions';
/** Until VS Code has started whatever it starts by itself. */
const settlingMs = 10_000;
const watchedMs = 30_000;

/** Prints what ten thousand tracked predictions cost in a real extension host. */
void runEntry(async () => {
  const running = runningPredictions(runningCount);
  const ended = endedPredictions(endedCount);
  console.log(`${endedCount} ended, ${runningCount} running`);
  await inWindow([...ended, ...running], running, async (measured) => {
    await printRestore(measured, endedCount + runningCount);
    await printSteadyState(measured);
  });
  console.log(`${endedCount} ended, none running`);
  await inWindow(ended, [], async (measured) => {
    await printRestore(measured, endedCount);
    await printSteadyState(measured);
  });
  console.log(`longest block of the extension host, with all ${manyCount} running`);
  await inWindow([], runningPredictions(manyCount), printCommands);
  return 0;
});

interface Measured {
  readonly window: VscodeWindow;
  readonly probe: ExtensionHostProbe;
  readonly demo: DemoApi;
}

/** @param kept What the library holds. @param running What the API has to tell of. */
async function inWindow(
  kept: readonly AnswerJson[],
  running: ReturnType<typeof runningPredictions>,
  work: (measured: Measured) => Promise<void>,
): Promise<void> {
  const started: { dispose(): Promise<void> }[] = [];
  try {
    const data = await temporaryFolder('scale');
    started.push(data);
    const demo = await startDemoApi();
    started.push({ dispose: () => demo.close() });
    for (const answer of running) demo.set(answer);
    await writeMany(path.join(data.path, extensionFolder), demo.baseUrl, kept);
    const probe = new ExtensionHostProbe(data.path);
    const server = await startVscodeServer({
      dataDir: data.path,
      extensions: [
        path.join(projectFolder, 'dist', 'deerapi-predictions.vsix'),
        await probe.pack(),
      ],
      settings: { 'deerapi.baseUrl': demo.baseUrl },
      env: { DEERAPI_KEY: demo.key, DEERAPI_BASE_URL: demo.baseUrl, ...probe.env },
    });
    started.push(server);
    const window = await openWindow(server);
    started.push(window);
    await window.page.waitForTimeout(settlingMs);
    await work({ window, probe, demo });
  } finally {
    for (const part of started.reverse()) await part.dispose();
  }
}

/** What a person does to all at once. */
async function printCommands({ window: { page }, probe }: Measured): Promise<void> {
  await runCommand(page, 'View: Show DeerAPI');
  await page.waitForTimeout(settlingMs);
  await probe.report();
  const ids = runningPredictions(manyCount).map(({ id }) => id);
  const rows = ids.map((predictionId) => ({ type: 'prediction', predictionId }));
  const tracking = probe.run('deerapi.track', ids);
  await page.getByRole('dialog').getByRole('button', { name: 'Track', exact: true }).click();
  const { longestBlockMs } = await tracking;
  print('Track Predictions…', `${longestBlockMs.toFixed(0)} ms`);
  for (const [title, command] of commandsOnAll) {
    const report = await probe.run(command, rows[0], rows);
    print(title, `${report.longestBlockMs.toFixed(0)} ms`);
  }
}

const commandsOnAll = [
  ['Pause Following', 'deerapi.pause'],
  ['Resume Following', 'deerapi.resume'],
  ['Refresh', 'deerapi.refresh'],
  ['Copy ID', 'deerapi.copyId'],
  ['Stop Tracking', 'deerapi.untrack'],
] as const;

async function printRestore({ window: { page }, probe }: Measured, count: number): Promise<void> {
  const before = await probe.report();
  await runCommand(page, 'View: Show DeerAPI');
  const asked = Date.now();
  await page.locator('.part.sidebar .monaco-list-row').first().waitFor();
  const painted = Date.now() - asked;
  await page.waitForTimeout(2000);
  const after = await probe.report();
  const bytes = (after.heapUsed - before.heapUsed) / count;
  print('restore', `${Math.round(after.measures['deerapi/restore'] ?? NaN)} ms`);
  print('from the command to the first row', `${painted} ms`);
  print('longest block of the extension host', `${after.longestBlockMs.toFixed(0)} ms`);
  print('the same before, of VS Code itself', `${before.longestBlockMs.toFixed(0)} ms`);
  print('heap for each prediction', `${(bytes / 1024).toFixed(2)} KB`);
}

async function printSteadyState({ window: { page }, probe, demo }: Measured): Promise<void> {
  const { requests } = demo;
  await page.waitForTimeout(settlingMs);
  await probe.report();
  const askedBefore = requests.length;
  await page.waitForTimeout(watchedMs);
  const { cpuShare, seconds, longestBlockMs } = await probe.report();
  const perMinute = ((requests.length - askedBefore) / seconds) * 60;
  print('requests a minute, with a person looking', perMinute.toFixed(0));
  print('processor time', `${(cpuShare * 100).toFixed(1)} % of one core`);
  print('longest block meanwhile', `${longestBlockMs.toFixed(0)} ms`);
}

function print(what: string, value: string): void {
  console.log(`  ${what.padEnd(44)} ${value}`);
}
