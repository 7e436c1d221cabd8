import path from 'node:path';

import { projectFolder } from '../vscode/cacheFolder';

const coverageFolder = path.join(projectFolder, 'coverage');

/** Where Node leaves what a run of tests has executed; `.c8rc.json` names the unit tests' folder, too. */
export const rawCoverage = {
  unit: path.join(coverageFolder, 'unit'),
  host: path.join(coverageFolder, 'host'),
} as const;

export type TestRun = keyof typeof rawCoverage;

/** Where that is read anew, without what nobody wrote. */
export function workFolder(run: TestRun): string {
  return path.join(coverageFolder, 'work', run);
}
