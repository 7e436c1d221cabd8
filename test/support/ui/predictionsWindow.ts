import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContextOptions, Frame, Locator, Page } from 'playwright-core';
import { startDemoApi, type DemoApi } from '../demoApi/demoApi';
import { storageFileName } from '../../../src/library/storageFileName';
import { eventually } from '../eventually';
import { projectFolder } from '../vscode/cacheFolder';
import { closeQuickInput, quickInputRows, runCommand } from '../vscode/palette';
import { startVscodeServer, type VscodeServer } from '../vscode/vscodeServer';
import { openWindow, workbench, type VscodeWindow } from '../vscode/vscodeWindow';
import { packagedExtension } from '../vscode/vsix';
import type { DisplayLanguage } from '../words/displayLanguage';
import { errorsOfHosts, hostIsLogging } from './errorsOfHosts';
import { sidebarIsStored } from './storedState';

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

interface OpenParts {
  readonly demo: DemoApi;
  readonly server: VscodeServer;
  readonly window: VscodeWindow;
}

const extensionId = 'deerapi-predictions.deerapi-predictions';
const results = path.join(projectFolder, 'test-results');
const outputPanel = '.part.panel .view-lines';
const toasts = '.notifications-toasts .notification-list-item';

/** A window of VS Code with the packaged extension and the demo API, as a person has it. */
export class PredictionsWindow {
  readonly #started: { dispose(): Promise<void> }[] = [];
  #words = (english: string) => english;
  #open: OpenParts | undefined;

  static async open(options: PredictionsWindowOptions = {}): Promise<PredictionsWindow> {
    const window = new PredictionsWindow();
    await window.#start(options);
    return window;
  }

  /** Open while the tests of a suite run; leaves a picture after each that failed. */
  static use(
    options: PredictionsWindowOptions | (() => PredictionsWindowOptions) = {},
  ): PredictionsWindow {
    const window = new PredictionsWindow();
    before(async function () {
      // That version of VS Code may have to be fetched first.
      this.timeout(300_000);
      await window.#start(typeof options === 'function' ? options() : options);
    });
    afterEach(async function () {
      const { state, title = '' } = this.currentTest ?? {};
      if (state === 'failed') await window.#pictureOf(title);
      assert.deepEqual(await errorsOfHosts(window.logFolder, extensionId), []);
    });
    after(() => window.dispose());
    return window;
  }

  get page(): Page {
    return this.#parts.window.page;
  }

  get demo(): DemoApi {
    return this.#parts.demo;
  }

  /** The folder that is open. */
  get folder(): string {
    return this.#parts.window.folder;
  }

  /** The process that starts its extension hosts. */
  get serverPid(): number | undefined {
    return this.#parts.server.pid;
  }

  /** Holds all that VS Code and its extensions keep on disk, its logs and settings among it. */
  get dataFolder(): string {
    return this.#parts.server.userDataDir;
  }

  /** Holds the logs of each of its extension hosts. */
  get logFolder(): string {
    return path.join(this.dataFolder, 'logs');
  }

  /** Where the extension keeps what lasts. */
  get storageFolder(): string {
    return path.join(this.dataFolder, 'User', 'globalStorage', extensionId);
  }

  /** Each extension that is installed: `publisher.name@0.1.0`. */
  installedExtensions(): Promise<string[]> {
    return this.#parts.server.installedExtensions();
  }

  /** Runs Look Up Prediction…, types the text, and waits for the page that is made ready meanwhile. */
  async lookUp(text: string): Promise<void> {
    await runCommand(this.page, `DeerAPI: ${this.#words('Look Up Prediction…')}`);
    const input = await this.#input('Paste a prediction’s ID, URL or JSON');
    await input.fill(text);
    const row = quickInputRows(this.page).filter({ hasText: this.#words('look up') });
    await row.first().waitFor();
    await input.press('Enter');
    // As it has loaded it takes the focus, and with that closes whatever asks for a choice.
    const loading = this.page.locator('iframe.webview:not(.ready)');
    await eventually(
      () => loading.count(),
      (count) => count === 0,
    );
  }

  /** Runs Track Predictions… as far as its input; gives that. */
  async openTrackInput(): Promise<Locator> {
    await runCommand(this.page, `DeerAPI: ${this.#words('Track Predictions…')}`);
    return this.#input('Paste IDs or URLs here, or choose where they are');
  }

  row(text: string): Locator {
    return this.#rows.filter({ hasText: text }).first();
  }

  /** The tree's rows from top to bottom, each as its label and its description. */
  rowTexts(): Promise<string[]> {
    return textsFromTop(this.#rows);
  }

  /** What the view says above its rows. */
  viewMessage(): Locator {
    return this.page.locator('.part.sidebar .tree-explorer-viewlet-tree-view .message');
  }

  /** Clicks a button that a row shows under the mouse. */
  async clickInRow(text: string, button: string): Promise<void> {
    const row = this.row(text);
    await row.hover();
    await row.getByRole('button', { name: button }).click();
    // Else the row's tooltip would lie over the next row.
    await this.page.mouse.move(0, 0);
  }

  /** Chooses from a row's context menu. */
  async chooseInMenu(text: string, title: string): Promise<void> {
    await this.row(text).click({ button: 'right' });
    const menu = this.page.locator('.monaco-menu');
    // A menu that has just opened ignores the mouse's button for a moment.
    await menu.getByText(title, { exact: true }).hover();
    await this.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'detached' });
    await this.page.mouse.move(0, 0);
  }

  statusItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text }).first();
  }

  toast(text: string): Locator {
    return this.page.locator(toasts, { hasText: text }).first();
  }

  async clearToasts(): Promise<void> {
    await runCommand(this.page, 'Notifications: Clear All Notifications');
    await this.page.locator(toasts).first().waitFor({ state: 'detached' });
  }

  /** The text of the active editor, as far as it is in sight. */
  async editorText(): Promise<string> {
    const lines = this.page.locator('.editor-group-container .view-lines');
    return withPlainSpaces(await lines.innerText());
  }

  async logText(): Promise<string> {
    return withPlainSpaces(await this.page.locator(outputPanel).innerText());
  }

  /** The file that VS Code keeps the log channel in, and tails in the window. */
  channelFile(): Promise<string> {
    return this.#findFile('DeerAPI Predictions.log');
  }

  /** What the extension host itself has to say: of this extension and of VS Code's own. */
  async extensionHostLog(): Promise<string> {
    return readFile(await this.#findFile('remoteexthost.log'), 'utf8');
  }

  /** The file in which the library keeps a prediction. */
  libraryFile(id: string): Promise<string> {
    return this.#findFile(`${storageFileName(id)}.jsonl`);
  }

  /** Shows the Explorer, and waits until the extension knows that nobody sees its list. */
  lookAway(): Promise<void> {
    return lookAway(this.page);
  }

  /** The preview's document, once it shows that title. */
  preview(title: string): Promise<Frame> {
    return previewFrame(this.page, title);
  }

  /** Reloads it once VS Code has stored what its sidebar shows: what comes back is what was there. */
  async reload(): Promise<void> {
    await sidebarIsStored(this.page);
    await this.page.reload();
    await workbench(this.page, this.#parts.server);
  }

  /** A second window of the same VS Code, with an extension host of its own. */
  openAnother(): Promise<Page> {
    return this.#parts.window.openAnother();
  }

  /** Leaves a picture under `test-results/`. */
  async screenshot(name: string): Promise<void> {
    await mkdir(results, { recursive: true });
    await this.page.screenshot({ path: path.join(results, `${name}.png`) });
  }

  async dispose(): Promise<void> {
    const failures: unknown[] = [];
    for (const part of this.#started.splice(0).reverse()) {
      await part.dispose().catch((failure: unknown) => failures.push(failure));
    }
    if (failures.length > 0) throw failures[0];
  }

  async #pictureOf(title: string): Promise<void> {
    if (this.page.isClosed()) return;
    await this.screenshot(`failed-${title.replace(/\W+/g, '-').slice(0, 60)}`);
  }

  async #start(options: PredictionsWindowOptions): Promise<void> {
    try {
      await this.#startParts(options);
    } catch (error) {
      await this.dispose();
      throw error;
    }
  }

  async #startParts({ language, ...options }: PredictionsWindowOptions): Promise<void> {
    if (language !== undefined) this.#words = (english) => language.words(english);
    const demo = await startDemoApi(options.key === undefined ? {} : { key: options.key });
    this.#started.push({ dispose: () => demo.close() });
    const hasKey = options.hasKey ?? true;
    const server = await startVscodeServer({
      version: options.version,
      extensions: [packagedExtension],
      settings: { 'deerapi.baseUrl': demo.baseUrl, ...options.settings },
      language: language?.tag,
      env: {
        DEERAPI_KEY: hasKey ? demo.key : undefined,
        DEERAPI_BASE_URL: hasKey ? demo.baseUrl : undefined,
        ...options.env,
      },
    });
    this.#started.push(server);
    await addLanguageFiles(server, language);
    const window = await openWindow(server, {
      context: {
        viewport: { width: 1400, height: 900 },
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options.context,
      },
    });
    this.#started.push(window);
    window.page.setDefaultTimeout(15_000);
    this.#open = { demo, server, window };
    await hostIsLogging(this.logFolder);
  }

  get #parts(): OpenParts {
    if (this.#open === undefined) throw new Error('The window is not open.');
    return this.#open;
  }

  get #rows(): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row');
  }

  /** The palette's own input is still there for a moment. */
  async #input(placeholder: string): Promise<Locator> {
    const input = this.page.getByPlaceholder(this.#words(placeholder));
    await input.waitFor();
    return input;
  }

  #findFile(ending: string): Promise<string> {
    return findFile(this.dataFolder, ending);
  }
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
