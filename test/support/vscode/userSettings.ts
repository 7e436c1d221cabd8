import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LaunchError } from './launchError';

export type Settings = Readonly<Record<string, unknown>>;

/** A window without greetings, questions and calls to the world outside. */
const quiet: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
};

/** Writes the user settings of a VS Code that has this user data folder; what else is there stays. */
export async function writeUserSettings(userDataDir: string, settings: Settings): Promise<void> {
  const folder = path.join(userDataDir, 'User');
  const file = path.join(folder, 'settings.json');
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify({ ...quiet, ...(await present(file)), ...settings }, undefined, 2);
  await writeFile(file, `${text}\n`);
}

async function present(file: string): Promise<Settings> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Settings; // spread only
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new LaunchError(`${file} is not plain JSON; take its comments out or delete it.`);
    }
    throw error;
  }
}
