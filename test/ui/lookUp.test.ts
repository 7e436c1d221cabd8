import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { seedId, seedPrediction } from '../support/demoApi/seedPrediction';
import { eventually } from '../support/eventually';

import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { closeQuickInput, quickInput, quickInputRows, runCommand } from '../support/vscode/palette';

describe('Looking a prediction up', () => {
  const window = PredictionsWindow.use();

  it('shows it in the tree, the log, the preview and the status bar', async () => {
    await window.lookUp(seedId);
    await window.row('stable-diffusion-3.5-large').waitFor();
    assert.match(
      await window.row('stable-diffusion-3.5-large').innerText(),
      /hvmbv5hn · succeeded · 8\.7 s/,
    );
    await window.statusItem('stable-diffusion-3.5-large · succeeded · 8.7 s').waitFor();
    await eventually(
      () => window.logText(),
      (text) => text.includes('Prompt executed in 8.44 seconds') && text.includes('succeeded'),
    );
    const preview = await window.preview('stable-diffusion-3.5-large');
    await eventually(
      () => paintedImages(preview),
      (painted) => painted === 1,
    );
    const text = await preview.locator('body').innerText();
    assert.match(text, /black forest gateau cake spelling out the words "FLUX SCHNELL"/);
    assert.match(text, /stability-ai\/stable-diffusion-3\.5-large/);
    assert.match(text, /predict_time\s+8\.733386377/);
    await window.screenshot('look-up');
  });

  it('writes forty drawings of a progress bar as one line', async () => {
    await window.page.locator('.part.panel .monaco-editor').first().click();
    await window.page.keyboard.press('Control+Home');
    const text = await eventually(
      () => window.logText(),
      (seen) => seen.includes('Executing node 294'),
    );
    assert.deepEqual(text.match(/.*\/40.*/g), ['KSampler 40/40 · 7.9 s · 5.07 it/s']);
  });

  it('has nothing fetched but the answer and the image, the image without the key', () => {
    const asked = window.demo.requests.map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(asked, [`GET /replicate/v1/predictions/${seedId}`, 'GET /files/cake.webp']);
    assert.equal(window.demo.requests[1]?.authorization, undefined);
  });

  it('keeps what the answer had in the children of the row', async () => {
    await window.row('stable-diffusion-3.5-large').click();
    await window.page.keyboard.press('ArrowRight');
    await window.row('cake.webp').waitFor();
    await window.row('Input').click();
    await window.row('black forest gateau').waitFor();
    await window.row('Metrics').click();
    await window.row('predict_time').waitFor();
    await window.screenshot('tree-children');
  });

  it('takes the id out of JSON that was copied', async () => {
    const copied = JSON.stringify({ ...seedPrediction, id: 'fourlakes8r1v6z3t5w0n8b2j7' });
    await window.page.evaluate((text) => navigator.clipboard.writeText(text), copied);
    await runCommand(window.page, 'DeerAPI: Look Up Prediction…');
    await choice(window, 'Paste from the clipboard').click();
    await choice(window, 'fourlakes8r1v6z3t5w0n8b2j7').click();
    const preview = await window.preview('sdxl');
    await eventually(
      () => paintedImages(preview),
      (painted) => painted === 4,
    );
    await window.screenshot('four-images');
  });

  it('offers what was looked up before', async () => {
    await runCommand(window.page, 'DeerAPI: Look Up Prediction…');
    await choice(window, 'stable-diffusion-3.5-large · succeeded · 8.7 s').click();
    await window.preview('stable-diffusion-3.5-large');
  });

  it('says while one types why a text names no prediction', async () => {
    const url = 'https://replicate.com/explore';
    await runCommand(window.page, 'DeerAPI: Look Up Prediction…');
    await quickInput(window.page).fill(url);
    await choice(window, 'This URL holds no prediction').waitFor();
    await window.page.keyboard.press('Enter');
    assert.equal(await quickInput(window.page).inputValue(), url);
    await window.screenshot('not-an-id');
    await closeQuickInput(window.page);
  });

  it('follows one that runs until it is done', async () => {
    await window.lookUp('fluxquick7x4c8r1v6z3t5w0n8');
    await window.statusItem('starting').waitFor();
    await window.statusItem('%').waitFor();
    await window.screenshot('running');
    await window.statusItem('flux-schnell · succeeded · 5 s').waitFor();
    const preview = await window.preview('flux-schnell');
    await eventually(
      () => paintedImages(preview),
      (painted) => painted === 1,
    );
  });

  it('still has all of them after a reload of the window', async () => {
    const asked = window.demo.requests.length;
    await window.reload();
    await window.row('stable-diffusion-3.5-large').waitFor();
    await window.row('fourlake · succeeded').waitFor();
    assert.match(await window.row('stable-diffusion-3.5-large').innerText(), /succeeded · 8\.7 s/);
    assert.equal(window.demo.requests.length, asked, 'what has ended is not asked for again');
    await window.lookUp(seedId);
    await window.statusItem('stable-diffusion-3.5-large · succeeded · 8.7 s').waitFor();
    await window.screenshot('reloaded');
  });
});

function choice(window: PredictionsWindow, text: string): Locator {
  return quickInputRows(window.page).filter({ hasText: text }).first();
}

async function paintedImages(frame: Frame): Promise<number> {
  return frame.evaluate(
    () => [...document.images].filter((image) => image.complete && image.naturalWidth > 0).length,
  );
}
