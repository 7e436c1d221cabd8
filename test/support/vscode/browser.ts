import {
  chromium as playwright,
  type Browser,
  type LaunchOptions,
  type Page,
} from 'playwright-core';
import { chromium } from './chromium';
import { LaunchError } from './launchError';
import { endWithThisProcess } from './lifetime';

const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless Chromium; one that is still open ends with this process. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await chromium();
  const options = {
    executablePath: executable,
    args,
    env: { ...process.env, ...env },
    // Else playwright would end this process before the server has ended.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  };
  const browser = await launchSandboxed(options);
  const forget = endWithThisProcess({
    dispose: () => browser.close(),
    // playwright itself kills it as this process exits.
    kill: () => undefined,
  });
  browser.on('disconnected', forget);
  return browser;
}

/** Some systems let no one but root have a sandbox, and root none; only our own pages are opened. */
async function launchSandboxed(options: LaunchOptions): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  try {
    return await playwright.launch({ ...options, chromiumSandbox: !isRoot });
  } catch (error) {
    const isSandboxMissing = /no usable sandbox|sandboxing failed/i.test(String(error));
    if (!isRoot && isSandboxMissing) {
      return playwright.launch({ ...options, chromiumSandbox: false });
    }
    const [why = ''] = String(error).split('\n');
    throw new LaunchError(
      `The browser ${String(options.executablePath)} does not start (${why}); set CHROME_PATH to another one.`,
      { cause: error },
    );
  }
}

/** Rejects when the page crashes or is closed. */
export function pageEnd(page: Page): Promise<never> {
  const end = new Promise<never>((_, reject) => {
    for (const event of ['crash', 'close'] as const) {
      page.once(event as 'close', () => {
        reject(new LaunchError(`The browser's page met its end (${event}).`));
      });
    }
  });
  // Who does not wait for it at that moment need not hear of it.
  end.catch(() => undefined);
  return end;
}
