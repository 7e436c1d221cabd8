import assert from 'node:assert/strict';

import { openPredictionsWindow, type PredictionsWindow } from '../support/ui/predictionsWindow';
import { screenshotOnFailure } from '../support/ui/screenshotOnFailure';
import { quickInputRows, runCommand } from '../support/vscode/palette';

describe('The walkthrough', () => {
  let window: PredictionsWindow;
  before(async function () {
    this.timeout(120_000);
    window = await openPredictionsWindow();
    await runCommand(window.page, 'Welcome: Open Walkthrough...');
    await quickInputRows(window.page).filter({ hasText: 'See your model runs' }).click();
    await step('Set your API key').waitFor();
  });
  // Where no window could be opened there is none to close.
  after(() => (window as PredictionsWindow | undefined)?.dispose());
  afterEach(function () {
    return screenshotOnFailure(this.currentTest, window);
  });

  it('has four steps, the first with its picture', async () => {
    const steps = window.page.locator('.getting-started-step');
    assert.equal(await steps.count(), 4);
    assert.equal(await done().count(), 0);
    const picture = window.page.locator('.getting-started-media img');
    await picture.waitFor();
    assert.ok(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => true)));
    await window.screenshot('walkthrough');
  });

  it('ticks its steps off as they happen', async () => {
    await window.lookUp('fourlakes8r1v6z3t5w0n8b2j7');
    await (await window.preview('sdxl')).locator('img').first().waitFor();
    await window.lookUp('onevideoc8r1v6z3t5w0n8b2j7');
    await window.row('video-01').waitFor();
    await window.page.getByRole('tab', { name: /^Welcome/ }).click();
    await done().nth(3).waitFor();
  });

  function step(title: string) {
    return window.page.locator('.getting-started-step', { hasText: title });
  }

  function done() {
    return window.page.locator('.getting-started-step .codicon-getting-started-step-checked');
  }
});
