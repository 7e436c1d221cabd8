import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { runInDesktop } from './desktopHostTests';
import type { Host } from './host';
import type { HostTestRun, HostTests } from './hostTestRun';
import { LaunchError } from './launchError';
import { temporaryFolder } from './temporaryFolder';
import { runInWeb } from './webHostTests';

/** Runs a suite in the extension host of a real VS Code; true when all of it has passed. */
export async function runHostTests(host: Host, tests: HostTests): Promise<boolean> {
  const folder = await temporaryFolder('host-tests');
  const workspace = path.join(folder.path, 'workspace');
  const passed = path.join(folder.path, 'passed');
  const run: HostTestRun = {
    ...tests,
    settings: tests.settings ?? {},
    suite: path.join(__dirname, 'suiteInHost.cjs'),
    env: { ...tests.env, HOST_TESTS_SUITE: tests.suite, HOST_TESTS_PASSED: passed },
    workspace,
  };
  try {
    await mkdir(workspace);
    const exitCode = await runIn(host, run);
    if (exitCode !== 0) return false;
    if (existsSync(passed)) return true;
    throw new LaunchError('The extension host died before its tests were through.');
  } finally {
    await folder.dispose();
  }
}

function runIn(host: Host, run: HostTestRun): Promise<number> {
  return host.kind === 'web' ? runInWeb(host.version, run) : runInDesktop(host.executable, run);
}
