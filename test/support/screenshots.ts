import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { seedId } from './demoApi/seedPrediction';
import { PredictionsWindow, type PredictionsWindowOptions } from './ui/predictionsWindow';
import { projectFolder } from './vscode/cacheFolder';
import { runEntry } from './vscode/entry';
import { quickInput, quickInputRows, runCommand } from './vscode/palette';

const media = path.join(projectFolder, 'media');
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern' } as const;
const lakes = 'fourlakes8r1v6z3t5w0n8b2j7';
const running = 'refinestagesv6z3t5w0n8b2j7';
const many = ['onevideoc8r1v6z3t5w0n8b2j7', 'onesoundc8r1v6z3t5w0n8b2j7', lakes, running, seedId];
type TakePicture = (page: Page, name: string) => Promise<void>;

/** VS Code shows them beside the words, at half the width of an editor; sharp on fine screens, too. */
const small = { viewport: { width: 880, height: 550 }, deviceScaleFactor: 1.6 };
/** Of the key there is little to see: closer. */
const closer = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2.2 };
const uncluttered = { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false };
/** No request is made there: the key is typed, and thrown away. */
const realApi = { 'deerapi.baseUrl': 'https://api.deerapi.com/replicate/v1' };

/** Takes the pictures of the README and of the walkthrough from the real window. */
void runEntry(async () => {
  for (const folder of ['readme', 'walkthrough']) {
    await mkdir(path.join(media, folder), { recursive: true });
  }
  await inWindow('dark', {}, takeReadme);
  for (const theme of ['dark', 'light'] as const) {
    const take = (page: Page, name: string) => takeSmall(page, `${name}-${theme}`);
    const settings = { ...uncluttered, ...realApi };
    await inWindow(theme, { context: closer, settings, hasKey: false }, (window) =>
      takeKey(window, take),
    );
    await inWindow(theme, { context: small, settings: uncluttered }, (window) =>
      takeSteps(window, take),
    );
  }
  return 0;
});

async function inWindow(
  theme: keyof typeof themes,
  options: PredictionsWindowOptions,
  take: (window: PredictionsWindow) => Promise<void>,
): Promise<void> {
  const settings = { ...options.settings, 'workbench.colorTheme': themes[theme] };
  const window = await PredictionsWindow.open({ ...options, settings });
  try {
    await take(window);
  } finally {
    await window.dispose();
  }
}

async function takeReadme(window: PredictionsWindow): Promise<void> {
  await window.lookUp(running);
  await window.statusItem('starting').waitFor();
  for (const id of [lakes, seedId]) await window.lookUp(id);
  const preview = await window.preview('stable-diffusion-3.5-large');
  await preview.locator('img').first().waitFor();
  await window.statusItem('left').waitFor();
  await window.page.mouse.move(700, 400);
  await window.page.screenshot({ path: path.join(media, 'readme', 'look-up.png') });
}

async function takeKey(window: PredictionsWindow, take: TakePicture): Promise<void> {
  const { page } = window;
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await runCommand(page, 'DeerAPI: Set API Key…');
  await page.getByPlaceholder('Paste the API key').fill('not-a-real-key');
  await window.statusItem('Activating').waitFor({ state: 'hidden' });
  await take(page, 'key');
}

async function takeSteps(window: PredictionsWindow, takeNow: TakePicture): Promise<void> {
  const { page } = window;
  const take = async (name: string) => {
    await window.clearToasts();
    await quickInput(page).waitFor({ state: 'hidden' });
    await takeNow(page, name);
  };
  await window.lookUp(seedId);
  const preview = await window.preview('stable-diffusion-3.5-large');
  await preview.locator('.stage.loaded').waitFor();
  await runCommand(page, 'View: Hide Panel');
  await take('lookUp');
  await (await window.openTrackInput()).fill(many.join(' '));
  await quickInputRows(page).filter({ hasText: 'Track' }).first().click();
  await moveSidebarsEdge(page, 460);
  await window.row('sdxl-refiner').click();
  await window.preview('sdxl-refiner');
  await window.statusItem('left').waitFor();
  await take('track');
  await moveSidebarsEdge(page, 270);
  await window.lookUp(lakes);
  await (await window.preview('sdxl')).locator('.tile img').nth(3).waitFor();
  await runCommand(page, 'View: Hide Panel');
  await take('outputs');
}

/** So that its rows are seen from end to end. */
async function moveSidebarsEdge(page: Page, to: number): Promise<void> {
  const sidebar = await page.locator('.part.sidebar').boundingBox();
  if (sidebar === null) throw new Error('The window shows no sidebar.');
  await page.mouse.move(sidebar.x + sidebar.width + 1, sidebar.height - 40);
  await page.mouse.down();
  await page.mouse.move(to, sidebar.height - 40, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(to + 100, 300);
}

async function takeSmall(page: Page, name: string): Promise<void> {
  const picture = await asWebp(page, await page.screenshot());
  await writeFile(path.join(media, 'walkthrough', `${name}.webp`), picture);
}

/** A picture of the same pixels in a fifth of the bytes. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(async (bytes) => {
    const image = new Image();
    image.src = `data:image/png;base64,${bytes}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.85).split(',')[1] ?? '';
  }, png.toString('base64'));
  return Buffer.from(base64, 'base64');
}
