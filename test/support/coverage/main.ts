import { existsSync } from 'node:fs';

import { runEntry } from '../vscode/entry';
import { LaunchError } from '../vscode/launchError';
import { rawCoverage, type TestRun } from './coverageFolders';
import type { FileCoverage } from './fileCoverage';
import {
  coverageOfFolders,
  coverageOfRuns,
  percent,
  type FolderCoverage,
  type Share,
} from './folderCoverage';
import { readCoverage } from './readCoverage';

/** What stands below the features and needs no VS Code: hardly anything of it is left untested. */
const mostlyTested = ['src/prediction', 'src/client', 'src/tracking', 'src/library'];
const leastPercent = 95;

void runEntry(async () => {
  const all: readonly TestRun[] = ['unit', 'host'];
  const runs = all.filter((run) => existsSync(rawCoverage[run]));
  if (!runs.includes('unit')) throw new LaunchError('Run npm run test:unit first.');
  const files = coverageOfRuns(await Promise.all(runs.map(readCoverage)));
  const folders = coverageOfFolders(files);
  console.log(`\nReached by the tests (${runs.join(' and ')}):`);
  for (const folder of folders) console.log(`  ${rowOf(folder)}`);
  if (process.argv.includes('--missing')) printMissing(files);
  const untested = folders.filter((folder) => !isEnough(folder));
  for (const { name } of untested) {
    console.error(`Less than ${leastPercent} % of the lines or branches of ${name} were reached.`);
  }
  return untested.length === 0 ? 0 : 1;
});

function isEnough({ name, lines, branches }: FolderCoverage): boolean {
  if (!mostlyTested.includes(name)) return true;
  return percent(lines) >= leastPercent && percent(branches) >= leastPercent;
}

function rowOf({ name, lines, branches }: FolderCoverage): string {
  const share = (of: Share): string =>
    `${percent(of).toFixed(1)} %`.padStart(8) + ` of ${of.all}`.padEnd(9);
  return `${name.padEnd(16)}${share(lines)}lines${share(branches)}branches`;
}

function printMissing(files: ReadonlyMap<string, FileCoverage>): void {
  for (const [file, { branches }] of files) {
    const missing = [...branches].flatMap(([place, isReached]) => (isReached ? [] : place));
    if (missing.length > 0) console.log(`${file} ${missing.join(' ')}`);
  }
}
