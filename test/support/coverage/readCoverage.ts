import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { Report } from 'c8';

import { projectFolder } from '../vscode/cacheFolder';
import { LaunchError } from '../vscode/launchError';
import { rawCoverage, workFolder, type TestRun } from './coverageFolders';
import type { C8File } from './fileCoverage';
import { writtenCode, type ProcessCoverage } from './writtenCode';

/** The unit tests load each source by itself, VS Code the bundle of them all. */
const scripts: Readonly<Record<TestRun, string>> = {
  unit: 'src/',
  host: 'dist/extension.js',
};

const nothingOf: Readonly<Record<TestRun, string>> = {
  unit: 'The coverage of the unit tests tells of no file in src: run npm run test:unit again.',
  host: 'The coverage of the host tests tells of no file in src: run npm run build -- --readable and npm run test:host again.',
};

/** What c8 tells of the files in `src`, by their paths in the project. */
export async function readCoverage(run: TestRun): Promise<Map<string, C8File>> {
  const work = workFolder(run);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const below = pathToFileURL(path.join(projectFolder, scripts[run])).href;
  for (const file of await readdir(rawCoverage[run])) {
    const text = await readFile(path.join(rawCoverage[run], file), 'utf8');
    const coverage = JSON.parse(text) as ProcessCoverage; // as Node documents it
    await writeFile(path.join(work, file), JSON.stringify(writtenCode(coverage, below)));
  }
  const files = await report(work);
  // Of a build without source maps, or of sources that are no longer there.
  if (files.size === 0) throw new LaunchError(nothingOf[run]);
  return files;
}

async function report(work: string): Promise<Map<string, C8File>> {
  const reportsDirectory = path.join(work, 'report');
  await new Report({ tempDirectory: work, reportsDirectory, reporter: ['json'] }).run();
  const text = await readFile(path.join(reportsDirectory, 'coverage-final.json'), 'utf8');
  const files = JSON.parse(text) as Record<string, C8File>; // as istanbul documents it
  const inProject = Object.entries(files).map(
    ([file, coverage]) =>
      [path.relative(projectFolder, file).split(path.sep).join('/'), coverage] as const,
  );
  return new Map(inProject.filter(([file]) => file.startsWith('src/')));
}
