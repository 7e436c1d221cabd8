import assert from 'node:assert/strict';
import { json } from '../support/demoApi/scenario';
import { seedId } from '../support/demoApi/seedPrediction';

import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { quickInput, runCommand } from '../support/vscode/palette';

describe('When a look-up fails', () => {
  const window = PredictionsWindow.use({ hasKey: false });

  it('asks for a key where there is none, and says what is wrong with a wrong one', async () => {
    await window.lookUp(seedId);
    const page = window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await page.getByText('Waiting for the first answer…').waitFor();
    assert.equal(await page.locator('button, [role=alert]').count(), 0, 'nothing empty is shown');
    await window.screenshot('waiting');
    await typeKey(window, 'wrong-key');
    const toast = window.toast('did not accept the API key');
    await toast.waitFor();
    assert.match(await toast.innerText(), /无效的令牌/);
    assert.match(await toast.innerText(), /request ID \w+/);
    await window.screenshot('wrong-key');
    assert.equal(await window.row('stable-diffusion').count(), 0, 'nothing is tracked');
  });

  it('takes the right key from the button of the message, and checks the connection', async () => {
    await window.toast('did not accept').getByRole('button', { name: 'Set API Key…' }).click();
    await typeKey(window, `Bearer ${window.demo.key}`);
    await window.toast('is stored').getByRole('button', { name: 'Check Connection' }).click();
    await window.toast('answers, and it accepts the API key').waitFor();
    await window.screenshot('key-accepted');
    await window.clearToasts();
  });

  it('goes on with the right key', async () => {
    await window.lookUp(seedId);
    await window.row('stable-diffusion-3.5-large').waitFor();
  });

  for (const { id, says } of [
    { id: 'error-404', says: /knows no prediction with this ID/ },
    { id: 'error-401-exhausted-quota', says: /quota of the API key.*used up.*该令牌额度已用尽/ },
    { id: 'error-429-retry-after', says: /too many requests: try again in 3 s/ },
    { id: 'error-503', says: /has a problem \(HTTP 503\)/ },
    { id: 'error-200-html', says: /a web page instead of JSON/ },
    { id: 'error-200-cut-json', says: /breaks off or is no JSON/ },
    { id: 'error-200-empty', says: /an empty answer/ },
    { id: 'error-301-other-origin', says: /sends the request elsewhere/ },
    { id: 'error-reset', says: /connection to .* broke off/ },
  ]) {
    it(`says for ${id} what happened and what to do`, async () => {
      await window.lookUp(id);
      const toast = window.toast('127.0.0.1');
      await toast.waitFor();
      assert.match((await toast.innerText()).replaceAll('\n', ' '), says);
      await window.screenshot(id);
      assert.equal(await window.row(id).count(), 0, 'nothing is tracked');
      await window.clearToasts();
    });
  }

  it('makes no link of what the server says', async () => {
    const message =
      '[Fix it now](command:workbench.action.closeWindow) [or here](https://x.invalid)';
    window.demo.add({
      id: 'link-in-message',
      group: 'error',
      does: 'a refusal with links in its words',
      answer: () => json(400, { error: { message } }),
    });
    await window.lookUp('link-in-message');
    const toast = window.toast('Fix it now');
    await toast.waitFor();
    assert.equal(await toast.locator('.notification-list-item-message a').count(), 0);
    await window.clearToasts();
  });

  it('can be cancelled while it waits', async () => {
    await window.lookUp('error-silence');
    await window.toast('Looking up prediction').getByRole('button', { name: 'Cancel' }).click();
    await window.statusItem('was cancelled').waitFor();
    await window.toast('Looking up prediction').waitFor({ state: 'detached' });
  });

  it('keeps what was known when a refresh fails, and says that it is old', async () => {
    window.demo.set({ id: 'comesandgoes', status: 'succeeded', model: 'acme/comes-and-goes' });
    await window.lookUp('comesandgoes');
    await window.row('comes-and-goes').waitFor();
    window.demo.add({
      id: 'comesandgoes',
      group: 'error',
      does: 'fails from now on',
      answer: () => ({ status: 503, body: '' }),
    });
    await runCommand(window.page, 'DeerAPI: Refresh');
    await quickInput(window.page).fill('comes-and-goes');
    await window.page.keyboard.press('Enter');
    await window.toast('has a problem (HTTP 503)').waitFor();
    assert.match(await window.row('comes-and-goes').innerText(), /succeeded · HTTP 503 · as of/);
    await window.screenshot('stale');
  });
});

async function typeKey(window: PredictionsWindow, key: string): Promise<void> {
  const input = quickInput(window.page);
  await window.page
    .getByPlaceholder('Paste the API key')
    .or(input.and(window.page.locator('[type=password]')))
    .first()
    .waitFor();
  assert.equal(await input.getAttribute('type'), 'password');
  await input.fill(key);
  await window.page.keyboard.press('Enter');
}
