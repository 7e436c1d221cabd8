import path from 'node:path';

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
const extensionFolder = 'User/globalStorage/deerapi-predictions.deerapi-predictions';
/** Until VS Code has started whatever it starts by itself. */
const settlingMs = 10_000;
const watchedMs = 30_000;

/** Prints what ten thousand tracked predictions cost in a real extension host. */
void runEntry(async () => {
  console.log(`${endedCount} ended, ${runningCount} running`);
  await measure([...endedPredictions(endedCount), ...runningPredictions(runningCount)], true);
  console.log(`${endedCount} ended, none running`);
  await measure(endedPredictions(endedCount), false);
  return 0;
});

async function measure(all: Parameters<typeof writeMany>[2], isRunning: boolean): Promise<void> {
  const started: { dispose(): Promise<void> }[] = [];
  try {
    const data = await temporaryFolder('scale');
    started.push(data);
    const demo = await startDemoApi();
    started.push({ dispose: () => demo.close() });
    if (isRunning) for (const running of runningPredictions(runningCount)) demo.set(running);
    await writeMany(path.join(data.path, extensionFolder), demo.baseUrl, all);
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
    await printRestore(window, probe, all.length);
    await printSteadyState(window, probe, demo);
  } finally {
    for (const part of started.reverse()) await part.dispose();
  }
}

async function printRestore(
  { page }: VscodeWindow,
  probe: ExtensionHostProbe,
  count: number,
): Promise<void> {
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

async function printSteadyState(
  { page }: VscodeWindow,
  probe: ExtensionHostProbe,
  { requests }: DemoApi,
): Promise<void> {
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
