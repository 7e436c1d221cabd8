import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startDemoApi, type DemoApi } from './demoApi/demoApi';
import { cacheFolder, projectFolder } from './vscode/cacheFolder';
import { openInDefaultBrowser } from './vscode/defaultBrowser';
import { startDesktop } from './vscode/desktop';
import { hasDisplay } from './vscode/display';
import { runEntry } from './vscode/entry';
import { freePort } from './vscode/freePort';
import { chooseHost, type Host } from './vscode/host';
import { endWithThisProcess } from './vscode/lifetime';
import { writeUserSettings } from './vscode/userSettings';
import { startVscodeServer } from './vscode/vscodeServer';
import { packageExtension } from './vscode/vsix';

/** What a person did in the last `npm start` is still there in the next. */
const folder = path.join(cacheFolder, 'start');
const workspace = path.join(folder, 'workspace');

/** Always the same where they can be: the browser and the tracked predictions belong to them. */
const usualPorts = { vscode: 8484, demo: 8485 };

void runEntry(async () => {
  const host = await chooseHost();
  await mkdir(workspace, { recursive: true });
  const demo = await startDemoApi({ port: await freePort(usualPorts.demo) });
  endWithThisProcess({ dispose: () => demo.close(), kill: () => undefined });
  return host.kind === 'desktop' ? showDesktop(host.executable, demo) : serveWeb(host, demo);
});

async function showDesktop(executable: string, demo: DemoApi): Promise<number> {
  const dataDir = path.join(folder, 'desktop');
  await writeUserSettings(dataDir, settingsFor(demo));
  const window = startDesktop(executable, {
    folder: workspace,
    extension: projectFolder,
    dataDir,
    env: environmentFor(demo),
  });
  tell(demo, 'VS Code opens.');
  const exit = await window.exit;
  return typeof exit === 'number' ? exit : 1;
}

async function serveWeb(host: Host, demo: DemoApi): Promise<number> {
  const server = await startVscodeServer({
    version: host.version,
    dataDir: path.join(folder, 'web'),
    extensions: [await packageExtension(path.join(folder, 'deerapi-predictions.vsix'))],
    settings: settingsFor(demo),
    env: environmentFor(demo),
    port: await freePort(usualPorts.vscode),
  });
  const address = server.folderAddress(workspace);
  tell(demo, `VS Code ${host.version} is here, for any browser: ${address}`);
  if (hasDisplay()) openInDefaultBrowser(address);
  return server.unexpectedEnd;
}

function settingsFor(demo: DemoApi): Record<string, unknown> {
  return { 'deerapi.baseUrl': demo.baseUrl };
}

function environmentFor(demo: DemoApi): Record<string, string> {
  return { DEERAPI_KEY: demo.key, DEERAPI_BASE_URL: demo.baseUrl };
}

function tell(demo: DemoApi, where: string): void {
  console.log(`
${demo.idTable()}

${where}
Press F1, run “DeerAPI: Look Up Prediction…” and paste hvmbv5hndhrme0cpws2rnqqf60. Ctrl-C ends it all.`);
}
