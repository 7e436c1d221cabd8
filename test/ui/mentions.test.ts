import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { seedId } from '../support/demoApi/seedPrediction';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { quickInput, quickInputRows, runCommand } from '../support/vscode/palette';

const code = [
  'import replicate',
  `prediction = replicate.predictions.get("${seedId}")`,
  `again = "https://api.deerapi.com/replicate/v1/predictions/${seedId}"`,
].join('\n');

describe('An id where it is met', () => {
  const window = PredictionsWindow.use();
  before(async function () {
    this.timeout(120_000);
    await writeFile(path.join(window.folder, 'run.py'), code);
    await window.page.keyboard.press('Control+P');
    await quickInput(window.page).fill('run.py');
    await quickInputRows(window.page).filter({ hasText: 'run.py' }).first().click();
    await link(seedId).first().waitFor();
  });

  it('is looked up by a click on it in code', async () => {
    // The editor may just be drawing the line anew, under the mouse.
    await link(seedId)
      .first()
      .click({ modifiers: ['Control'], force: true });
    await window.statusItem('succeeded').waitFor();
    await window.row('stable-diffusion-3.5-large').waitFor();
  });

  it('tells under the mouse how its prediction is doing', async () => {
    await window.page.getByRole('tab', { name: 'run.py' }).click();
    await link('predictions/').first().hover();
    const hover = window.page.locator('.monaco-hover:visible');
    await hover.filter({ hasText: 'succeeded · 8.7 s' }).first().waitFor();
    await hover.getByText(`Look up prediction ${seedId}`).waitFor();
    const image = hover.locator('img');
    await image.waitFor();
    assert.equal(await image.evaluate((shown: HTMLImageElement) => shown.height), 120);
    assert.ok(await image.evaluate((shown: HTMLImageElement) => shown.decode().then(() => true)));
    await window.screenshot('mention-hover');
  });

  it('is looked up from a link outside VS Code only when the person agrees', async () => {
    const id = 'fourlakes8r1v6z3t5w0n8b2j7';
    await openUrl(`code-oss://deerapi-predictions.deerapi-predictions/open?id=${id}`);
    const question = window.page
      .getByRole('dialog')
      .filter({ hasText: `Look up prediction ${id}?` });
    await question.waitFor();
    assert.equal(window.demo.requests.filter(({ path: asked }) => asked.endsWith(id)).length, 0);
    await window.screenshot('open-link');
    await question.getByRole('button', { name: 'Look Up' }).click();
    await window.row('sdxl').waitFor();
  });

  it('is missed in a link that has none', async () => {
    await openUrl('code-oss://deerapi-predictions.deerapi-predictions/open?id=../secrets');
    await window.toast('names no prediction').waitFor();
    await window.clearToasts();
    await openUrl(
      'code-oss://deerapi-predictions.deerapi-predictions/open?id=[run](command:workbench.action.quit)',
    );
    const message = window.toast('names no prediction').locator('.notification-list-item-message');
    assert.match(await message.innerText(), /command:workbench\.action\.quit/);
    assert.equal(await message.locator('a').count(), 0, 'it leads nowhere');
  });

  function link(text: string) {
    return window.page.locator('.view-lines .detected-link', { hasText: text });
  }

  /** As a browser would, past VS Code's own question whether the extension may open it. */
  async function openUrl(url: string): Promise<void> {
    await runCommand(window.page, 'Developer: Open URL');
    await quickInput(window.page).fill(url);
    await window.page.keyboard.press('Enter');
    const own = window.page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true });
    await own.click();
  }
});
