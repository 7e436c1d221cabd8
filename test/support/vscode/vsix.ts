import path from 'node:path';
import { projectFolder } from './cacheFolder';
import { startChildGroup } from './childGroup';
import { LaunchError } from './launchError';

const vsce = path.join(projectFolder, 'node_modules', '@vscode', 'vsce', 'vsce');

/** Packages what `npm run build` has built, as `npm run package` does; gives the file. */
export async function packageExtension(file: string): Promise<string> {
  const packaging = startChildGroup(
    process.execPath,
    [
      vsce,
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      file,
    ],
    { cwd: projectFolder },
  );
  if ((await packaging.exit) === 0) return file;
  throw new LaunchError(`The extension could not be packaged: ${packaging.output().trim()}`);
}
