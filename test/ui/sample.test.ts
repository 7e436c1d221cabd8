import assert from 'node:assert/strict';

import { barriersIn } from '../support/ui/barriers';
import { PredictionsWindow } from '../support/ui/predictionsWindow';

describe('The first minutes', () => {
  const window = PredictionsWindow.use({ hasKey: false });

  it('begin with one sentence and one button', async () => {
    await window.page.getByRole('tab', { name: /^DeerAPI/ }).click();
    const welcome = window.page.locator('.part.sidebar .welcome-view-content');
    await welcome.getByRole('button', { name: 'Look Up Prediction…' }).waitFor();
    assert.equal(await welcome.locator('.monaco-button').count(), 1);
    const within = '.part.sidebar .welcome-view-content';
    assert.deepEqual(await barriersIn(window.page, { within }), []);
    await window.screenshot('welcome');
  });

  it('show a sample at work on every surface, without a key and without a request', async () => {
    await window.page.getByText('watch a sample', { exact: true }).click();
    await window.statusItem(/sample · \d+%.* left/).waitFor();
    await window.row('sample').waitFor();
    await window.screenshot('sample-running');
    await window.statusItem('sample · succeeded').waitFor({ timeout: 30_000 });
    const preview = await window.preview('sample');
    await preview.locator('img').first().waitFor();
    assert.match(await window.logText(), /Denoising 28\/28/);
    await window.screenshot('sample-succeeded');
    assert.deepEqual(window.demo.requests, []);
  });
});
