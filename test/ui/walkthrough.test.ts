import assert from 'node:assert/strict';

import { barriersIn } from '../support/ui/barriers';
import { openWalkthrough } from '../support/ui/openWalkthrough';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { runCommand } from '../support/vscode/palette';

/** Rules that VS Code's frame around the steps does not keep. */
const vscodesOwn = [
  'aria-allowed-attr',
  'aria-required-children',
  'label-content-name-mismatch',
  'nested-interactive',
];

/** The sample plays for a quarter of a minute. */
const sampleMs = 40_000;

describe('The walkthrough', () => {
  const window = PredictionsWindow.use();
  before(async function () {
    this.timeout(120_000);
    await openWalkthrough(window.page);
    await step('Set your API key').waitFor();
  });

  it('has four steps, the first with its picture', async () => {
    const steps = window.page.locator('.getting-started-step');
    assert.equal(await steps.count(), 4);
    assert.equal(await done().count(), 0);
    const picture = window.page.locator('.getting-started-media img');
    await picture.waitFor();
    assert.ok(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => true)));
    await window.screenshot('walkthrough');
    const barriers = { within: '.gettingStartedSlideDetails', without: vscodesOwn };
    assert.deepEqual(await barriersIn(window.page, barriers), []);
  });

  it('ticks none off for the sample, which nobody had to look up', async () => {
    await runCommand(window.page, 'DeerAPI: Show Sample Prediction');
    await (await window.preview('sample')).locator('img').nth(1).waitFor({ timeout: sampleMs });
    await window.page.getByRole('tab', { name: /^Welcome/ }).click();
    await step('Set your API key').waitFor();
    assert.equal(await done().count(), 0);
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
