import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

import { BusyApi } from '../support/crash/busyApi';
import { bundleOfBusyProcess } from '../support/crash/busyProcess';
import { filesOfEach } from '../support/crash/busyRuns';
import { BusyWindow } from '../support/crash/busyWindow';
import { isAllKept, type Stored } from '../support/crash/checkStorage';
import { crashSeed, killAgainAndAgain } from '../support/crash/killAgainAndAgain';
import { Ledger } from '../support/crash/ledger';
import { listen, type Listener } from '../support/demoApi/listener';
import { eventually } from '../support/eventually';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { runEntry } from '../support/vscode/entry';
import { temporaryFolder } from '../support/vscode/temporaryFolder';
import { runCommand } from '../support/vscode/palette';
import { seededRandom } from './polling/seededRandom';

const running = 20;
const usualKills = 100;
const kills = Number(process.env['CRASH_KILLS'] ?? usualKills);
const seed = crashSeed();
const longestLifeOfHost = 8000;
const restedMs = 120_000;

/**
 * Kills what runs and downloads, again and again, at random moments: first a process that holds all of the
 * extension but VS Code, then the extension host of a real window. Fails where anything is lost or half written.
 */
async function main(): Promise<number> {
  console.log(`CRASH_SEED=${seed}, ${kills} kills each`);
  const outcomes = [
    printed('a process', await killProcesses()),
    printed('the extension host of a window', await killHosts()),
  ];
  // Of a few kills none may come at a moment from which a download can go on.
  if (kills < usualKills || outcomes.every(({ resumed }) => resumed > 0)) return 0;
  console.error('No download was killed so far on that it could go on.');
  return 1;
}

async function killProcesses(): Promise<Outcome> {
  const folder = await temporaryFolder('bench-crash');
  const server: Listener = await listen('127.0.0.1', 0, (request, response) => {
    api.listener(request, response);
  });
  const api = new BusyApi([3, 9], () => server.origin);
  const outcome = new Tally();
  try {
    const parts = {
      bundle: await bundleOfBusyProcess(folder.path),
      folder: path.join(folder.path, 'storage'),
      baseUrl: `${server.origin}/v1`,
      count: running,
      ledger: new Ledger(),
    };
    const plan = { kills, seed, longestLife: 1200, onDidCheck: outcome.add };
    await killAgainAndAgain(parts, plan);
    return { ...outcome.sums, resumed: api.runs.resumed };
  } finally {
    await server.close();
    await folder.dispose();
  }
}

async function killHosts(): Promise<Outcome> {
  const window = await PredictionsWindow.open();
  const busy = await BusyWindow.in(window, [20, 40]);
  const random = seededRandom(seed);
  const outcome = new Tally();
  try {
    await runCommand(window.page, 'View: Show DeerAPI');
    for (let kill = 1; kill <= kills; kill += 1) {
      await busy.topUp(running);
      await after(random() * longestLifeOfHost);
      outcome.add(await busy.kill());
    }
    // Whatever was cut short, the last of them comes to its end.
    await eventually(() => isAllKept(window.storageFolder, filesOfEach), Boolean, restedMs);
    await eventually(
      () => window.rowTexts(),
      (rows) => rows.length >= running && rows.every((row) => row.includes('succeeded')),
    );
    return { ...outcome.sums, resumed: busy.runs.resumed };
  } finally {
    await window.dispose();
    await busy.dispose();
  }
}

interface Outcome {
  readonly checked: number;
  readonly tracked: number;
  readonly files: number;
  /** Downloads that were cut short, of all kills together. */
  readonly cut: number;
  readonly resumed: number;
}

class Tally {
  readonly sums = { checked: 0, tracked: 0, files: 0, cut: 0 };

  readonly add = ({ heads, files, parts }: Stored): void => {
    this.sums.checked += 1;
    assert.ok(heads.length >= this.sums.tracked);
    this.sums.tracked = heads.length;
    this.sums.files = [...files.values()].reduce((sum, count) => sum + count, 0);
    this.sums.cut += parts;
  };
}

function printed(what: string, outcome: Outcome): Outcome {
  const { checked, tracked, files, cut, resumed } = outcome;
  console.log(
    `${checked} kills of ${what}: ${tracked} tracked, ${files} files whole, ` +
      `${cut} times in part, ${resumed} downloads gone on with; nothing lost`,
  );
  return outcome;
}

void runEntry(main);
