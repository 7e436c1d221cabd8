import { within } from './deadline';
import { startDesktop } from './desktop';
import type { HostTestRun } from './hostTestRun';
import { LaunchError } from './launchError';
import { temporaryFolder } from './temporaryFolder';
import { writeUserSettings } from './userSettings';

/** Runs a suite in the extension host of desktop VS Code; gives its exit code. */
export async function runInDesktop(executable: string, run: HostTestRun): Promise<number> {
  const data = await temporaryFolder('vscode');
  await writeUserSettings(data.path, run.settings);
  const window = startDesktop(executable, {
    folder: run.workspace,
    extension: run.extension,
    dataDir: data.path,
    args: [`--extensionTestsPath=${run.suite}`],
    env: run.env,
  });
  try {
    const exit = await within(
      run.timeoutMs,
      window.exit,
      () => `The tests did not end within ${run.timeoutMs / 1000} s.`,
    );
    if (typeof exit === 'number') return exit;
    throw new LaunchError(`Desktop VS Code did not run the tests (${exit}).`);
  } finally {
    await window.dispose();
    await data.dispose();
  }
}
