import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from './cacheFolder';
import { startChildGroup, type Environment } from './childGroup';
import { LaunchError } from './launchError';
import { packagedReadme } from './packagedReadme';

const vsce = path.join(projectFolder, 'node_modules', '@vscode', 'vsce', 'vsce');
/** vsce takes it by its place within the project. */
const readme = path.join('dist', 'README.md');

/** Where `npm run package` leaves it. */
export const packagedExtension = path.join(projectFolder, 'dist', 'deerapi-predictions.vsix');

/** All files get the first day that a ZIP file can name, so that the same sources give the same bytes. */
const firstDay: Environment = {
  SOURCE_DATE_EPOCH: String(Date.UTC(1980, 0, 1) / 1000),
  TZ: 'UTC',
};

/** Packages what `npm run build` has built; gives the file. */
export async function packageExtension(file: string, echo = false): Promise<string> {
  const text = await readFile(path.join(projectFolder, 'README.md'), 'utf8');
  await writeFile(path.join(projectFolder, readme), packagedReadme(text));
  const packaging = startChildGroup(
    process.execPath,
    [
      vsce,
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      ...['--readme-path', readme],
      ...['--out', file],
    ],
    { cwd: projectFolder, env: firstDay, echo },
  );
  if ((await packaging.exit) === 0) return file;
  throw new LaunchError(`The extension could not be packaged: ${packaging.output().trim()}`);
}
