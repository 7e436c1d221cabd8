import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, pageEnd } from './browser';
import { within } from './deadline';
import { temporaryFolder } from './temporaryFolder';
import type { VscodeServer } from './vscodeServer';

export interface VscodeWindowOptions {
  /** The folder that is open; an empty temporary one by default. */
  readonly folder?: string;
  /** Size, colour scheme and language of the browser, for instance. */
  readonly context?: BrowserContextOptions;
}

/** A window of VS Code in a headless browser with a profile of its own. */
export interface VscodeWindow {
  readonly page: Page;
  readonly folder: string;
  /** Opens the same folder once more in the same profile. */
  openAnother(): Promise<Page>;
  dispose(): Promise<void>;
}

const appearsWithinMs = 60_000;

/** Opens a window on that server; resolves when its parts are there. */
export async function openWindow(
  server: VscodeServer,
  options: VscodeWindowOptions = {},
): Promise<VscodeWindow> {
  const temporary = options.folder === undefined ? await temporaryFolder('workspace') : undefined;
  const folder = options.folder ?? temporary?.path ?? '';
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await temporary?.dispose();
    throw error;
  });
  const dispose = async (): Promise<void> => {
    await browser.close();
    await temporary?.dispose();
  };
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      ...options.context,
    });
    const openAnother = async (): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(server.folderAddress(folder));
      await workbench(page, server);
      return page;
    };
    return { page: await openAnother(), folder, openAnother, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Waits until the window's parts are there, also after a reload. */
export async function workbench(page: Page, server: VscodeServer): Promise<void> {
  const parts = page.locator('.monaco-workbench .part.statusbar .statusbar-item').first();
  await within(
    appearsWithinMs,
    Promise.race([parts.waitFor({ timeout: 0 }), server.unexpectedEnd, pageEnd(page)]),
    () => `VS Code's window does not appear at ${server.address}: ${server.output().slice(-1_000)}`,
  );
}
