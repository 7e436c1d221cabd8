import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

import { openPredictionsWindow, type PredictionsWindow } from '../support/ui/predictionsWindow';
import { screenshotOnFailure } from '../support/ui/screenshotOnFailure';
import { quickInput, quickInputRows, runCommand } from '../support/vscode/palette';

/** As the list of themes names them, and as a page is told of them. */
const themes = [
  ['Dark Modern', 'vscode-dark'],
  ['Light Modern', 'vscode-light'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light High Contrast', 'vscode-high-contrast-light'],
] as const;

describe('The pages, to those who see or hear them otherwise', () => {
  let window: PredictionsWindow;
  let axe: string;

  before(async function () {
    this.timeout(120_000);
    axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
    window = await openPredictionsWindow();
    window.demo.set({
      id: 'failedwithlog',
      model: 'acme/failing',
      status: 'failed',
      input: { prompt: 'a deer', seed: 7 },
      error: 'CUDA out of memory',
      logs: `${'loading\n'.repeat(50)}RuntimeError: CUDA out of memory\n`,
    });
    for (const [id, title] of [
      ['failedwithlog', 'failing'],
      ['fourlakes8r1v6z3t5w0n8b2j7', 'sdxl'],
      ['everykind8r1v6z3t5w0n8b2j7', 'every-format'],
    ] as const) {
      await window.lookUp(id);
      await window.preview(title);
    }
  });
  // Where no window could be opened there is none to close.
  after(() => (window as PredictionsWindow | undefined)?.dispose());
  afterEach(function () {
    return screenshotOnFailure(this.currentTest, window);
  });

  for (const [theme, className] of themes) {
    describe(`in ${theme}`, () => {
      before(() => chooseTheme(window, theme));

      it('have a gallery without a barrier', async () => {
        const frame = await openRow('every-format');
        await frame.locator('.glimpse').first().waitFor();
        await hasNoBarrier(frame, className);
      });

      it('have an image alone without a barrier', async () => {
        const frame = await openTile('deer.png');
        await frame.locator('.stage.loaded').waitFor();
        await hasNoBarrier(frame, className);
      });

      it('have JSON without a barrier', async () => {
        const frame = await openTile('objects.json');
        await frame.locator('[role=treeitem]').nth(3).waitFor();
        await hasNoBarrier(frame, className);
      });

      it('have a failed prediction without a barrier', async () => {
        await hasNoBarrier(await openRow('failing'), className);
      });

      it('have a comparison without a barrier', async () => {
        await window.chooseInMenu('sdxl', 'Compare Outputs');
        const frame = await window.preview('Compare Outputs');
        await frame.locator('.stage.loaded').nth(3).waitFor();
        await hasNoBarrier(frame, className);
        await runCommand(window.page, 'View: Close Editor');
      });
    });
  }

  async function openRow(title: string): Promise<Frame> {
    await window.row(title).click();
    return window.preview(title);
  }

  async function openTile(name: string): Promise<Frame> {
    const frame = await openRow('every-format');
    const all = frame.getByRole('button', { name: 'All Outputs' });
    if (await all.isVisible()) await all.click();
    await frame.getByRole('button', { name: new RegExp(`^${name}, `) }).click();
    return frame;
  }

  async function hasNoBarrier(frame: Frame, className: string): Promise<void> {
    await frame.locator(`body.${className}`).waitFor();
    await frame.evaluate(axe);
    const found = await frame.evaluate(findBarriers);
    assert.deepEqual(found, []);
  }
});

/** Runs in the page, where axe is by then. */
async function findBarriers(): Promise<string[]> {
  // Its own source has put it there.
  const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
  const { violations } = await axe.run();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function chooseTheme({ page }: PredictionsWindow, theme: string): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await page.getByPlaceholder(/^Select Color Theme/).waitFor();
  await quickInput(page).fill(theme);
  await quickInputRows(page).filter({ hasText: theme }).first().waitFor();
  await page.keyboard.press('Enter');
  await quickInput(page).waitFor({ state: 'hidden' });
}
