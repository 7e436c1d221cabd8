import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, cached } from './cacheFolder';
import { startChildGroup, type ChildGroup, type Environment } from './childGroup';
import { LaunchError } from './launchError';
import { withProgress } from './progress';

export interface DesktopOptions {
  readonly folder: string;
  readonly extension: string;
  /** Only letters of its own: no settings, windows or extensions of the person's VS Code. */
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly env?: Environment;
}

/** The arguments with which @vscode/test-electron starts it, too. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu-sandbox',
  '--disable-updates',
  '--disable-workspace-trust',
  '--skip-welcome',
  '--skip-release-notes',
];

const silent = { report: () => undefined, error: () => undefined };

/** Installs desktop VS Code, if that has not been done yet. */
export async function desktopExecutable(version: string): Promise<string> {
  const name = `vscode-${platform()}-${version}`;
  try {
    await cached(name, (folder) =>
      withProgress(`Downloading VS Code ${version}`, async () => {
        await downloadAndUnzipVSCode({ version, cachePath: folder, reporter: silent });
        const [downloaded = ''] = await readdir(folder);
        return path.join(folder, downloaded);
      }),
    );
    return await downloadAndUnzipVSCode({ version, cachePath: cacheFolder, reporter: silent });
  } catch (error) {
    throw new LaunchError(`Desktop VS Code ${version} cannot be downloaded: ${String(error)}`);
  }
}

/** As @vscode/test-electron names its downloads. */
function platform(): string {
  if (process.platform === 'darwin') return process.arch === 'arm64' ? 'darwin-arm64' : 'darwin';
  if (process.platform === 'win32') return `win32-${process.arch}-archive`;
  return `linux-${process.arch === 'arm' ? 'armhf' : process.arch}`;
}

/** Starts desktop VS Code apart from the one that the person may use. */
export function startDesktop(executable: string, options: DesktopOptions): ChildGroup {
  const { folder, extension, dataDir, args = [], env = {} } = options;
  return startChildGroup(
    executable,
    [
      folder,
      ...quiet,
      `--user-data-dir=${dataDir}`,
      `--extensions-dir=${path.join(dataDir, 'extensions')}`,
      `--extensionDevelopmentPath=${extension}`,
      ...args,
    ],
    { env, echo: true },
  );
}
