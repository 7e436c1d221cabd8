import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  startChildGroup,
  startNodeGroup,
  type ChildGroup,
  type ChildGroupOptions,
} from './childGroup';
import { LaunchError } from './launchError';

/** Installs packages into an empty folder; their scripts, which may want a compiler, do not run. */
export async function installPackages(folder: string, packages: readonly string[]): Promise<void> {
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  await runNpm(folder, ['--no-save', ...packages]);
}

/** Installs what the package.json of a folder asks for at run time. */
export function installDependencies(folder: string): Promise<void> {
  return runNpm(folder, ['--omit=dev']);
}

async function runNpm(folder: string, args: readonly string[]): Promise<void> {
  const npm = startNpm(
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1', ...args],
    // The npm that runs this script points its children at the project.
    { cwd: folder, env: { npm_config_local_prefix: undefined, INIT_CWD: undefined } },
  );
  const exit = await npm.exit;
  if (exit === 0) return;
  throw new LaunchError(describeFailure(args.at(-1) ?? folder, npm.output()));
}

/** The npm that runs this script, else the one that is installed. */
export function startNpm(args: readonly string[], options: ChildGroupOptions): ChildGroup {
  const running = process.env['npm_execpath'];
  if (running !== undefined && path.basename(running) === 'npm-cli.js') {
    return startNodeGroup(process.execPath, running, args, options);
  }
  if (process.platform !== 'win32') return startChildGroup('npm', args, options);
  // A .cmd file starts only through the shell.
  return startChildGroup('cmd.exe', ['/d', '/s', '/c', 'npm.cmd', ...args], options);
}

const noSuchPackage = new Set(['ETARGET', 'E404']);

function describeFailure(wanted: string, output: string): string {
  const code = /^npm (?:error|ERR!) code (\w+)/m.exec(output)?.[1];
  if (code === undefined) return `npm could not install ${wanted}: ${output.trim().slice(-300)}`;
  if (noSuchPackage.has(code)) {
    return `The npm registry has no ${wanted}; set VSCODE_VERSION to oldest, newest or another version.`;
  }
  return `npm could not install ${wanted} (${code}); see to the connection to the npm registry and try again.`;
}
