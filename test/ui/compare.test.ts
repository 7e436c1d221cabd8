import assert from 'node:assert/strict';

import type { FrameLocator } from 'playwright-core';

import { eventually } from '../support/eventually';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { editorIsStored } from '../support/ui/storedState';
import { quickInputRows, runCommand } from '../support/vscode/palette';

describe('Comparing outputs', () => {
  const window = PredictionsWindow.use();
  let frame: FrameLocator;

  before(async function () {
    this.timeout(120_000);
    const { demo } = window;
    for (const [number, seed] of [
      [1, 7],
      [2, 8],
    ]) {
      demo.set({
        id: `lake${number}`,
        model: `acme/lake-painter-${number}`,
        status: 'succeeded',
        input: { prompt: 'a lake', seed, steps: 20 },
        output: [`${demo.origin}/files/lake-${number}.webp`],
      });
      await window.lookUp(`lake${number}`);
      await window.preview(`lake-painter-${number}`);
    }
    frame = window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  });

  it('asks which, and shows them side by side', async () => {
    const { page } = window;
    await runCommand(page, 'DeerAPI: Compare Outputs');
    for (const name of ['lake-painter-1', 'lake-painter-2']) {
      await quickInputRows(page)
        .filter({ hasText: name })

        .click();
    }
    await page.keyboard.press('Enter');
    await frame.getByRole('heading', { level: 1, name: 'Compare Outputs' }).waitFor();
    await eventually(
      () => frame.locator('.stage.loaded').count(),
      (count) => count === 2,
    );
  });

  it('zooms and moves both in step', async () => {
    const { page } = window;
    await frame
      .locator('.stage')
      .first()
      .hover({ position: { x: 40, y: 50 } });
    await page.mouse.wheel(0, -800);
    await page.mouse.down();
    await page.mouse.move(700, 500);
    await page.mouse.up();
    const [one, other] = await transforms(frame);
    assert.ok(one !== undefined && one !== '' && one === other, `${String(one)} ${String(other)}`);
    await frame.locator('.stage').nth(1).hover();
    await page.mouse.wheel(0, 300);
    const [third, fourth] = await transforms(frame);
    assert.equal(third, fourth);
    assert.notEqual(third, one);
  });

  it('tells just the inputs that differ', async () => {
    const rows = await frame.locator('.differences tbody tr').allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.split('\t').map((cell) => cell.trim())),
      [
        ['seed', '8', '7'],
        ['model', 'acme/lake-painter-2', 'acme/lake-painter-1'],
      ],
    );
  });

  it('wipes from one to the other, by keys too', async () => {
    await frame.getByRole('button', { name: 'Wipe' }).click();
    const over = frame.locator('.side').nth(1).locator('.viewport');
    const clip = () => over.evaluate((part) => getComputedStyle(part).clipPath);
    assert.match(await clip(), /50%/);
    await frame.getByRole('slider').focus();
    await window.page.keyboard.press('Home');
    assert.match(await clip(), /inset\(0px 0px 0px 0%\)|inset\(0px\)/);
    const [one, other] = await boxes(frame);
    assert.deepEqual(one, other, 'they lie one over the other');
  });

  it('shows the difference, also after a reload of the window', async () => {
    const blending = () =>
      frame
        .locator('.side')
        .nth(1)
        .locator('.viewport')
        .evaluate((part) => getComputedStyle(part).mixBlendMode);
    await frame.getByRole('button', { name: 'Difference' }).click();
    assert.equal(await blending(), 'difference');
    await window.screenshot('compare-difference');
    await editorIsStored(window.page, /deerapi\.compare.*difference/);
    await window.reload();
    await frame.locator('.stage.loaded').nth(1).waitFor();
    await eventually(blending, (seen) => seen === 'difference');
  });

  it('says how many can be compared', async () => {
    await window.row('lake-painter-1').click();
    await window.chooseInMenu('lake-painter-1', 'Compare Outputs');
    await window.toast('Choose 2 to 4 predictions or outputs').waitFor();
  });
});

function transforms(frame: FrameLocator): Promise<string[]> {
  return frame
    .locator('.stage > img')
    .evaluateAll((images) => images.map((image) => (image as HTMLElement).style.transform));
}

function boxes(frame: FrameLocator): Promise<DOMRect[]> {
  return frame
    .locator('.stage')
    .evaluateAll((stages) =>
      stages.map((stage) => stage.getBoundingClientRect().toJSON() as DOMRect),
    );
}
