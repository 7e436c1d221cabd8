import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContextOptions, Frame, Locator, Page } from 'playwright-core';
import { startDemoApi, type DemoApi } from '../demoApi/demoApi';
import { storageFileName } from '../../../src/library/storageFileName';
import { eventually } from '../eventually';
import { projectFolder } from '../vscode/cacheFolder';
import { closeQuickInput, quickInputRows, runCommand } from '../vscode/palette';
import { startVscodeServer, type VscodeServer } from '../vscode/vscodeServer';
import { openWindow, workbench } from '../vscode/vscodeWindow';
import { packagedExtension } from '../vscode/vsix';
import type { DisplayLanguage } from '../words/displayLanguage';

export interface PredictionsWindowOptions {
  /** Whether the environment lends the demo's key; true by default. */
  readonly hasKey?: boolean;
  /** The key that the demo API takes; its own by default. */
  readonly key?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** English by default. */
  readonly language?: DisplayLanguage;
  /** `oldest`, `newest` or one such as 1.100.3; VSCODE_VERSION by default. */
  readonly version?: string;
  /** Of the server and its extension hosts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Size, sharpness and language of the browser, for instance. */
  readonly context?: BrowserContextOptions;
}

/** A window of VS Code with the packaged extension and the demo API, as a person has it. */
export interface PredictionsWindow {
  readonly page: Page;
  readonly demo: DemoApi;
  /** The folder that is open. */
  readonly folder: string;
  /** Holds all that VS Code and its extensions keep on disk, its logs and settings among it. */
  readonly dataFolder: string;
  /** Each extension that is installed: `publisher.name@0.1.0`. */
  installedExtensions(): Promise<string[]>;
  /** Runs Look Up Prediction… and types the text. */
  lookUp(text: string): Promise<void>;
  /** Runs Track Predictions… as far as its input; gives that. */
  openTrackInput(): Promise<Locator>;
  row(text: string): Locator;
  /** The tree's rows from top to bottom, each as its label and its description. */
  rowTexts(): Promise<string[]>;
  /** What the view says above its rows. */
  viewMessage(): Locator;
  /** Clicks a button that a row shows under the mouse. */
  clickInRow(text: string, button: string): Promise<void>;
  /** Chooses from a row's context menu. */
  chooseInMenu(text: string, title: string): Promise<void>;
  statusItem(text: string | RegExp): Locator;
  toast(text: string): Locator;
  clearToasts(): Promise<void>;
  /** The text of the active editor, as far as it is in sight. */
  editorText(): Promise<string>;
  logText(): Promise<string>;
  /** The file that VS Code keeps the log channel in, and tails in the window. */
  channelFile(): Promise<string>;
  /** What the extension host itself has to say: of this extension and of VS Code's own. */
  extensionHostLog(): Promise<string>;
  /** The file in which the library keeps a prediction. */
  libraryFile(id: string): Promise<string>;
  /** Shows the Explorer, and waits until the extension knows that nobody sees its list. */
  lookAway(): Promise<void>;
  /** The preview's document, once it shows that title. */
  preview(title: string): Promise<Frame>;
  reload(): Promise<void>;
  /** A second window of the same VS Code, with an extension host of its own. */
  openAnother(): Promise<Page>;
  /** Leaves a picture under `test-results/`. */
  screenshot(name: string): Promise<void>;
  dispose(): Promise<void>;
}

const results = path.join(projectFolder, 'test-results');
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
  const demo = await startDemoApi(options.key === undefined ? {} : { key: options.key });
  started.push({ dispose: () => demo.close() });
  const hasKey = options.hasKey ?? true;
  const server = await startVscodeServer({
    version: options.version,
    extensions: [packagedExtension],
    settings: { 'deerapi.baseUrl': demo.baseUrl, ...options.settings },
    language: options.language?.tag,
    env: {
      DEERAPI_KEY: hasKey ? demo.key : undefined,
      DEERAPI_BASE_URL: hasKey ? demo.baseUrl : undefined,
      ...options.env,
    },
  });
  started.push(server);
  await addLanguageFiles(server, options.language);
  const words = (english: string) => options.language?.words(english) ?? english;
  const window = await openWindow(server, {
    context: {
      viewport: { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options.context,
    },
  });
  started.push(window);
  const { page } = window;
  page.setDefaultTimeout(15_000);
  const row = (text: string) =>
    page.locator('.part.sidebar .monaco-list-row', { hasText: text }).first();
  return {
    page,
    demo,
    folder: window.folder,
    dataFolder: server.userDataDir,
    installedExtensions: () => server.installedExtensions(),
    async lookUp(text) {
      await runCommand(page, `DeerAPI: ${words('Look Up Prediction…')}`);
      // The palette's own input is still there for a moment.
      const input = page.getByPlaceholder(words('Paste a prediction’s ID, URL or JSON'));
      await input.waitFor();
      await input.fill(text);
      const row = quickInputRows(page)
        .filter({ hasText: words('look up') })
        .first();
      await row.waitFor();
      await page.keyboard.press('Enter');
    },
    async openTrackInput() {
      await runCommand(page, `DeerAPI: ${words('Track Predictions…')}`);
      // The palette's own input is still there for a moment.
      const input = page.getByPlaceholder(
        words('Paste IDs or URLs here, or choose where they are'),
      );
      await input.waitFor();
      return input;
    },
    row,
    rowTexts: () => textsFromTop(page.locator('.part.sidebar .monaco-list-row')),
    viewMessage: () => page.locator('.part.sidebar .tree-explorer-viewlet-tree-view .message'),
    async clickInRow(text, button) {
      await row(text).hover();
      await row(text).getByRole('button', { name: button }).click();
      // Else the row's tooltip would lie over the next row.
      await page.mouse.move(0, 0);
    },
    async chooseInMenu(text, title) {
      await row(text).click({ button: 'right' });
      const menu = page.locator('.monaco-menu');
      // A menu that has just opened ignores the mouse's button for a moment.
      await menu.getByText(title, { exact: true }).hover();
      await page.keyboard.press('Enter');
      await menu.waitFor({ state: 'detached' });
      await page.mouse.move(0, 0);
    },
    statusItem: (text: string | RegExp) =>
      page.locator('.part.statusbar .statusbar-item', { hasText: text }).first(),
    toast: (text) =>
      page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first(),
    async clearToasts() {
      await runCommand(page, 'Notifications: Clear All Notifications');
      await page
        .locator('.notifications-toasts .notification-list-item')
        .first()
        .waitFor({ state: 'detached' });
    },
    editorText: () =>
      page.locator('.editor-group-container .view-lines').innerText().then(withPlainSpaces),
    logText: () => page.locator(outputPanel).innerText().then(withPlainSpaces),
    channelFile: () => findFile(server.userDataDir, 'DeerAPI Predictions.log'),
    extensionHostLog: async () =>
      readFile(await findFile(server.userDataDir, 'remoteexthost.log'), 'utf8'),
    libraryFile: (id) => findFile(server.userDataDir, `${storageFileName(id)}.jsonl`),
    lookAway: () => lookAway(page),
    preview: (title) => previewFrame(page, title),
    openAnother: () => window.openAnother(),
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

/** Into the folder of the extension as it is installed. */
async function addLanguageFiles(
  { extensionsDir }: VscodeServer,
  language: DisplayLanguage | undefined,
): Promise<void> {
  const names = await readdir(extensionsDir);
  const folder = names.find((name) => name.startsWith('deerapi-predictions.')) ?? '';
  for (const [name, text] of Object.entries(language?.files ?? {})) {
    await writeFile(path.join(extensionsDir, folder, name), text);
  }
}

/** VS Code may be about to show the list for a while yet. */
async function lookAway(page: Page): Promise<void> {
  const explorer = page.getByRole('tab', { name: 'Explorer' });
  await eventually(
    async () => {
      if ((await explorer.getAttribute('aria-selected')) !== 'true') await explorer.click();
      return page.locator('.part.sidebar .composite.title').innerText();
    },
    (title) => /explorer/i.test(title),
  );
  // What the extension answers to this comes after it was told of the view.
  await runCommand(page, 'DeerAPI: Copy ID');
  await page.getByPlaceholder('Choose a prediction').waitFor();
  await closeQuickInput(page);
}

/** VS Code adds rows to its list in any order. */
async function textsFromTop(rows: Locator): Promise<string[]> {
  const seen = await rows.evaluateAll((elements) =>
    elements.map((element) => ({
      place: Number(element.getAttribute('data-index')),
      label: element.querySelector('.label-name')?.textContent ?? '',
      description: element.querySelector('.label-description')?.textContent ?? '',
    })),
  );
  return seen
    .sort((one, other) => one.place - other.place)
    .map(({ label, description }) => `${label} ${description}`.trim());
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
