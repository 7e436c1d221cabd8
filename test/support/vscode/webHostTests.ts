import { format } from 'node:util';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser, pageEnd } from './browser';
import { within } from './deadline';
import type { HostTestRun } from './hostTestRun';
import { startVscodeServer, type VscodeServer } from './vscodeServer';

/** Invisible, and in no line of the window's own log. */
const mark = '\u2063\u2063';

const shownLogLines = 20;

/** Runs a suite in the extension host of the npm registry's VS Code; gives the window's exit code. */
export async function runInWeb(version: string, run: HostTestRun): Promise<number> {
  const { settings } = run;
  const env = { ...run.env, HOST_TESTS_MARK: mark };
  const server = await startVscodeServer({ version, settings, env, testDriver: true });
  try {
    const browser = await launchBrowser();
    try {
      return await runInPage(await browser.newPage(), server, run);
    } finally {
      await browser.close();
    }
  } finally {
    await server.dispose();
  }
}

async function runInPage(page: Page, server: VscodeServer, run: HostTestRun): Promise<number> {
  const windowLog = await followConsole(page);
  const outcome = Promise.race([
    exitCode(page, testAddress(server, run)),
    server.unexpectedEnd,
    pageEnd(page),
  ]);
  return within(run.timeoutMs, outcome, () =>
    [
      `The tests did not end within ${run.timeoutMs / 1000} s. The window's log ends with:`,
      ...windowLog.slice(-shownLogLines),
    ].join('\n  '),
  );
}

/** Shows what the tests write as it comes, and gives what else the window has logged. */
async function followConsole(page: Page): Promise<readonly string[]> {
  const windowLog: string[] = [];
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    const line = format(...args);
    if (line.startsWith(mark)) console.log(line.slice(mark.length));
    else windowLog.push(line.split('\n', 1).join());
  });
  return windowLog;
}

function exitCode(page: Page, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    page
      .exposeFunction('codeAutomationExit', resolve)
      .then(() => page.goto(address))
      .catch(reject);
  });
}

function testAddress(server: VscodeServer, run: HostTestRun): string {
  const remote = (file: string): string =>
    `vscode-remote://${new URL(server.address).host}${pathToFileURL(file).pathname}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(run.extension)],
    ['extensionTestsPath', remote(run.suite)],
    ['skipWelcome', 'true'],
  ]);
  return `${server.folderAddress(run.workspace)}&payload=${encodeURIComponent(payload)}`;
}
