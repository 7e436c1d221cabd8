import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { listen, type Listener } from '../support/demoApi/listener';
import { eventually } from '../support/eventually';
import { acceptDialog, chooseFolder, newFolder } from '../support/ui/fileDialog';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { projectFolder } from '../support/vscode/cacheFolder';
import { quickInputRows, runCommand } from '../support/vscode/palette';

const lakes = 'fourlakes8r1v6z3t5w0n8b2j7';
const saved = `sdxl-${lakes}`;

describe('Taking along what predictions made', () => {
  const window = PredictionsWindow.use();
  let silent: Listener | undefined;
  before(async function () {
    this.timeout(120_000);
    silent = await listen('127.0.0.1', 0, () => undefined);
  });
  after(async () => {
    await silent?.close();
  });

  it('shows the first image in the row of its prediction, and each in its own', async () => {
    for (const id of ['textoutputr1v6z3t5w0n8b2j7', 'filesgone8r1v6z3t5w0n8b2j7', lakes]) {
      await window.lookUp(id);
      await window.row(id.slice(0, 8)).waitFor();
    }
    await window.row('sdxl').click();
    await window.page.keyboard.press('ArrowRight');
    await window.row('lake-4.webp').waitFor();
    const shown = await eventually(
      () => Promise.all(['sdxl', 'lake-1', 'lake-4'].map((text) => iconOf(window, text))),
      (icons) => icons.every((icon) => icon !== ''),
    );
    assert.equal(shown[0], shown[1]);
    assert.notEqual(shown[1], shown[2]);
    assert.ok(await isImage(window, shown[0] ?? ''));
    assert.equal(await iconOf(window, 'whisper'), '');
    assert.match(await window.row('sdxl').innerText(), /succeeded/, 'its state is told in words');
    await window.screenshot('tree-images');
  });

  it('saves one output under a name that tells where it came from', async () => {
    await window.chooseInMenu('lake-2.webp', 'Save Outputs…');
    await acceptDialog(window, `/${saved}-2.webp`);
    await window.toast(`Saved ${saved}-2.webp to`).waitFor();
    assert.deepEqual(await fileOf(window, `${saved}-2.webp`), await fixture('lake-2.webp'));
  });

  it('shows the saved file in the explorer', async () => {
    const button = { name: 'Show in Explorer' };
    await window.toast(`Saved ${saved}-2.webp`).getByRole('button', button).click();
    await window.row(`${saved}-2.webp`).waitFor();
    await window.page.keyboard.press('Escape');
    await runCommand(window.page, 'DeerAPI: Focus on Predictions View');
    await window.row('lake-2.webp').waitFor();
  });

  it('saves all outputs of a prediction into a folder, and takes the place of none', async () => {
    const taken = path.join(window.folder, `${saved}-2.webp`);
    await writeFile(taken, 'mine');
    await window.chooseInMenu('sdxl', 'Save Outputs…');
    await acceptDialog(window, `${window.folder}/`);
    await window.toast('Saved 4 files to').waitFor();
    assert.deepEqual(await filesIn(window.folder), [
      `${saved}-1.webp`,
      `${saved}-2 (2).webp`,
      `${saved}-2.webp`,
      `${saved}-3.webp`,
      `${saved}-4.webp`,
    ]);
    assert.equal(await readFile(taken, 'utf8'), 'mine');
    assert.deepEqual(await fileOf(window, `${saved}-2 (2).webp`), await fixture('lake-2.webp'));
    await window.clearToasts();
  });

  it('saves those rows that are selected, of several predictions', async () => {
    const folder = await newFolder(window, 'chosen');
    await window.row('lake-1.webp').click();
    await window.row('lake-3.webp').click({ modifiers: ['ControlOrMeta'] });
    await window.row('whisper').click({ modifiers: ['ControlOrMeta'] });
    await window.chooseInMenu('whisper', 'Save Outputs…');
    await chooseFolder(window, folder);
    await window.toast('Saved 3 files to chosen.').waitFor();
    const text = 'whisper-textoutputr1v6z3t5w0n8b2j7-1.txt';
    assert.deepEqual(await filesIn(folder), [`${saved}-1.webp`, `${saved}-3.webp`, text]);
    assert.match(await readFile(path.join(folder, text), 'utf8'), /^At first light/);
  });

  it('asks from the palette which prediction, and says which file it could not have and why', async () => {
    const folder = await newFolder(window, 'gone');
    await runCommand(window.page, 'DeerAPI: Save Outputs…');
    await quickInputRows(window.page).filter({ hasText: 'forgetful' }).first().click();
    await chooseFolder(window, folder);
    await window
      .toast('Saved 1 of 2 files to gone. gone.webp: Its server has already deleted it')
      .waitFor();
    await window.screenshot('saved-but-one');
    assert.equal((await filesIn(folder)).length, 1);
    await window.clearToasts();
  });

  it('stops when it is cancelled, and leaves what is saved', async () => {
    const folder = await newFolder(window, 'stopped');
    const output = [`${window.demo.origin}/files/lake-1.webp`, `${silent?.origin}/never.webp`];
    window.demo.set({ id: 'neverends', model: 'acme/stuck', status: 'succeeded', output });
    await window.lookUp('neverends');
    await window.row('stuck').waitFor();
    await window.chooseInMenu('stuck', 'Save Outputs…');
    await chooseFolder(window, folder);
    const progress = window.toast('Saving 2 files');
    await progress.getByText('1/2').waitFor();
    await progress.hover();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await window.toast('Canceled: 1 of 2 files were saved to stopped.').waitFor();
    assert.deepEqual(await filesIn(folder), ['stuck-neverends-1.webp']);
    await window.clearToasts();
  });

  it('offers none of it for a prediction that made nothing', async () => {
    window.demo.set({ id: 'emptyhanded', model: 'acme/idle', status: 'succeeded', output: null });
    await window.lookUp('emptyhanded');
    await window.row('idle').waitFor();
    await window.row('idle').click({ button: 'right' });
    await window.page.locator('.monaco-menu').getByText('Copy ID', { exact: true }).waitFor();
    const items = await window.page.locator('.monaco-menu').innerText();
    assert.doesNotMatch(items, /Save|Markdown|Output (URL|Path)/);
    await window.page.keyboard.press('Escape');
    await window.page.locator('.monaco-menu').waitFor({ state: 'detached' });
  });

  it('opens an output that is dragged to the editors', async () => {
    const tabs = window.page.locator('.editor-group-container .tabs-container').first();
    await window.row('lake-3.webp').dragTo(tabs);
    await window.page.locator('.tab.active', { hasText: '.webp' }).waitFor();
    await window.page.locator('.statusbar').getByText('768x768').waitFor();
  });
});

/** The address of the image in that row; empty where it has an icon of VS Code's. */
async function iconOf(window: PredictionsWindow, text: string): Promise<string> {
  const icon = window.row(text).locator('.custom-view-tree-node-item-icon');
  const image = await icon.evaluate((element) => element.style.backgroundImage);
  return /^url\("(.*)"\)$/.exec(image)?.[1] ?? '';
}

async function isImage({ page }: PredictionsWindow, address: string): Promise<boolean> {
  return page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return image.naturalWidth > 0;
  }, address);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

function fileOf({ folder }: PredictionsWindow, name: string): Promise<Buffer> {
  return readFile(path.join(folder, name));
}

function fixture(name: string): Promise<Buffer> {
  return readFile(path.join(projectFolder, 'test', 'fixtures', 'media', name));
}
