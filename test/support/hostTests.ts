import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './vscode/cacheFolder';
import { runEntry } from './vscode/entry';
import { chooseHost } from './vscode/host';
import { LaunchError } from './vscode/launchError';
import { runHostTests } from './vscode/runHostTests';

const suite = path.join(projectFolder, 'dist', 'test', 'host', 'index.js');

/** Also the environment of a person with a key of their own must not change what is tested. */
const env = { DEERAPI_KEY: undefined, DEERAPI_BASE_URL: undefined };

void runEntry(async () => {
  if (!existsSync(suite))
    throw new LaunchError(`${suite} is not there; run “npm run build” first.`);
  const host = await chooseHost();
  console.log(`The extension host of VS Code ${host.version} (${host.kind}):`);
  const passed = await runHostTests(host, {
    extension: projectFolder,
    suite,
    env,
    timeoutMs: 120_000,
  });
  return passed ? 0 : 1;
});
