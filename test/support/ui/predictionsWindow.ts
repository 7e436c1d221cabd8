import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { startDemoApi, type DemoApi } from '../demoApi/demoApi';
import { projectFolder } from '../vscode/cacheFolder';
import { quickInput, quickInputRows, runCommand } from '../vscode/palette';
import { startVscodeServer } from '../vscode/vscodeServer';
import { openWindow, workbench } from '../vscode/vscodeWindow';

export interface PredictionsWindowOptions {
  /** Whether the environment lends the demo's key; true by default. */
  readonly hasKey?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A window of VS Code with the packaged extension and the demo API, as a person has it. */
export interface PredictionsWindow {
  readonly page: Page;
  readonly demo: DemoApi;
  /** Runs Look Up Prediction… and types the text. */
  lookUp(text: string): Promise<void>;
  row(text: string): Locator;
  statusItem(text: string): Locator;
  toast(text: string): Locator;
  logText(): Promise<string>;
  /** The file that VS Code keeps the log channel in, and tails in the window. */
  channelFile(): Promise<string>;
  /** The preview's document, once it shows that title. */
  preview(title: string): Promise<Frame>;
  reload(): Promise<void>;
  /** Leaves a picture under `test-results/`. */
  screenshot(name: string): Promise<void>;
  dispose(): Promise<void>;
}

const results = path.join(projectFolder, 'test-results');
const vsix = path.join(projectFolder, 'dist', 'deerapi-predictions.vsix');
const outputPanel = '.part.panel .view-lines';

export async function openPredictionsWindow(
  options: PredictionsWindowOptions = {},
): Promise<PredictionsWindow> {
  const started: { dispose(): Promise<void> }[] = [];
  const dispose = async () => {
    for (const part of started.splice(0).reverse()) await part.dispose();
  };
  try {
    return await open(options, started, dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function open(
  options: PredictionsWindowOptions,
  started: { dispose(): Promise<void> }[],
  dispose: () => Promise<void>,
): Promise<PredictionsWindow> {
  const demo = await startDemoApi();
  started.push({ dispose: () => demo.close() });
  const hasKey = options.hasKey ?? true;
  const server = await startVscodeServer({
    extensions: [vsix],
    settings: { 'deerapi.baseUrl': demo.baseUrl, ...options.settings },
    env: {
      DEERAPI_KEY: hasKey ? demo.key : undefined,
      DEERAPI_BASE_URL: hasKey ? demo.baseUrl : undefined,
    },
  });
  started.push(server);
  const window = await openWindow(server, {
    context: {
      viewport: { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    },
  });
  started.push(window);
  const { page } = window;
  page.setDefaultTimeout(15_000);
  return {
    page,
    demo,
    async lookUp(text) {
      await runCommand(page, 'DeerAPI: Look Up Prediction…');
      await quickInput(page).fill(text);
      await quickInputRows(page).filter({ hasText: 'look up' }).first().waitFor();
      await page.keyboard.press('Enter');
    },
    row: (text) => page.locator('.part.sidebar .monaco-list-row', { hasText: text }).first(),
    statusItem: (text) =>
      page.locator('.part.statusbar .statusbar-item', { hasText: text }).first(),
    toast: (text) =>
      page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first(),
    logText: () => page.locator(outputPanel).innerText().then(withPlainSpaces),
    channelFile: () => findFile(server.userDataDir, 'DeerAPI Predictions.log'),
    preview: (title) => previewFrame(page, title),
    async reload() {
      await page.reload();
      await workbench(page, server);
    },
    async screenshot(name) {
      await mkdir(results, { recursive: true });
      await page.screenshot({ path: path.join(results, `${name}.png`) });
    },
    dispose,
  };
}

/** The editor draws spaces as no-break spaces. */
function withPlainSpaces(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

async function findFile(folder: string, ending: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const name = names.find((candidate) => candidate.endsWith(ending));
  if (name === undefined) throw new Error(`There is no ${ending} below ${folder}.`);
  return path.join(folder, name);
}

async function previewFrame(page: Page, title: string): Promise<Frame> {
  const inner = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await inner.getByRole('heading', { level: 1, name: title }).waitFor();
  const element = await inner.owner().elementHandle();
  const frame = await element.contentFrame();
  if (frame === null) throw new Error('The preview has no document.');
  return frame;
}
