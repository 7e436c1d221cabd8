import assert from 'node:assert/strict';

import type { Frame } from 'playwright-core';

import { eventually } from '../support/eventually';
import { clippedTexts } from '../support/ui/clippedTexts';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { quickInputRows, runCommand } from '../support/vscode/palette';
import { pseudoLanguage } from '../support/words/displayLanguage';
import { pseudo } from '../support/words/pseudo';

/** Only the pseudo-language has these. */
const ourLetters = '[áçéĝĥíĵķļñóþřšťúŵý]';

const failed = {
  id: 'failedwithlog',
  model: 'acme/failing',
  status: 'failed',
  input: { prompt: 'a deer', seed: 7 },
  error: 'CUDA out of memory',
  logs: `${'loading\n'.repeat(50)}RuntimeError: CUDA out of memory\n`,
};

describe('In a language of long words', () => {
  const window = PredictionsWindow.use({ language: pseudoLanguage });
  before(() => {
    window.demo.set(failed);
  });

  it('the empty view can be read', async () => {
    await window.page.getByRole('tab', { name: pseudo('DeerAPI') }).click();
    const view = window.page.locator('.part.sidebar');
    await view.locator('.monaco-text-button').waitFor();
    await window.screenshot('long-welcome');
    // The title above it is VS Code's to shorten.
    const cut = await window.page.evaluate(clippedTexts, `${ourLetters}.*[.…]`);
    assert.deepEqual(cut, []);
  });

  it('a gallery can be read, wide and narrow', async () => {
    await window.lookUp('everykind8r1v6z3t5w0n8b2j7');
    const page = await window.preview('every-format');
    await page.locator('.glimpse').first().waitFor();
    await canBeRead(page, 'long-gallery');
  });

  it('one output and the details beside it can be read, wide and narrow', async () => {
    const page = await window.preview('every-format');
    await page.getByRole('button', { name: /^deer\.png, / }).click();
    await page.locator('.stage.loaded').waitFor();
    await canBeRead(page, 'long-output');
  });

  it('a failure can be read, wide and narrow', async () => {
    await window.lookUp(failed.id);
    await canBeRead(await window.preview('failing'), 'long-failure');
  });

  it('a run can be read while it goes on', async () => {
    await window.lookUp('refinestagesv6z3t5w0n8b2j7');
    const page = await window.preview('sdxl-refiner');
    await page.getByText(pseudo('download')).waitFor();
    await canBeRead(page, 'long-run');
  });

  it('a comparison can be read, wide and narrow', async () => {
    await window.lookUp('fourlakes8r1v6z3t5w0n8b2j7');
    // Its preview, as it opens, would close the list to choose from.
    await window.preview('sdxl');
    await runCommand(window.page, `DeerAPI: ${pseudo('Compare Outputs')}`);
    for (const name of ['sdxl', 'every-format']) {
      await quickInputRows(window.page).filter({ hasText: name }).first().click();
    }
    await window.page.keyboard.press('Enter');
    const page = await window.preview(pseudo('Compare Outputs'));
    await canBeRead(page, 'long-comparison');
  });

  it('the summary can be read, wide and narrow', async () => {
    await runCommand(window.page, `DeerAPI: ${pseudo('Show Summary')}`);
    const page = await window.preview(pseudo('Summary of Predictions'));
    await canBeRead(page, 'long-summary');
  });

  async function canBeRead(page: Frame, name: string): Promise<void> {
    await window.clearToasts();
    for (const width of [1400, 800]) {
      await window.page.setViewportSize({ width, height: 900 });
      await window.screenshot(`${name}-${width}`);
      await eventually(
        () => page.evaluate(clippedTexts, ourLetters),
        (cut) => cut.length === 0,
        5000,
      );
    }
    await window.page.setViewportSize({ width: 1400, height: 900 });
  }
});
