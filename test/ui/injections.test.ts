import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Request } from 'playwright-core';

import { listen, type Listener } from '../support/demoApi/listener';
import { eventually } from '../support/eventually';
import { whyIllegal } from '../support/hostile/illegalName';
import { injections, type Injection } from '../support/hostile/injections';
import { chooseFolder, newFolder } from '../support/ui/fileDialog';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { quickInput, quickInputRows, runCommand } from '../support/vscode/palette';

const trapPath = '/trap';

describe('A text of a server', () => {
  const window = PredictionsWindow.use({ settings: { 'deerapi.polling.maxInterval': 1 } });
  let trap: Listener;
  let silent: Listener;
  const visits: string[] = [];
  const requests: Request[] = [];
  const dialogs: string[] = [];

  before(async function () {
    this.timeout(120_000);
    trap = await listen('127.0.0.1', 0, ({ url = '' }, response) => {
      if (url.startsWith(trapPath)) visits.push(url);
      response.setHeader('Content-Type', 'text/plain');
      response.end('made');
    });
    silent = await listen('127.0.0.1', 0, () => undefined);
    window.page.on('request', (request) => requests.push(request));
    window.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  after(async () => {
    await (trap as Listener | undefined)?.close();
    await (silent as Listener | undefined)?.close();
  });

  it('can be looked up by many, with that text in every field', async () => {
    const all = injections(`${trap.origin}${trapPath}`);
    for (const [number, injection] of all.entries()) {
      window.demo.set(infested(idOf(number), injection, trap.origin));
    }
    await (await window.openTrackInput()).fill(all.map((_, number) => idOf(number)).join(' '));
    await quickInputRows(window.page)
      .filter({ hasText: `Track ${all.length}` })
      .first()
      .click();
    await eventually(
      () => window.viewMessage().count(),
      () => window.demo.requests.length >= all.length,
    );
    await runCommand(window.page, 'DeerAPI: Show Summary');
    await window.clearToasts();
  });

  for (const [number, { what }] of injections('').entries()) {
    it(`that is ${what} is a text wherever it is shown`, async () => {
      await show(idOf(number));
      await nothingHappened();
    });
  }

  it('is a text in a notification', async () => {
    const running = { id: idOf(99), model: 'acme/[run](command:deerapi.clearFinished) $(trash)' };
    window.demo.set({ ...running, status: 'processing' });
    await window.lookUp(running.id);
    await window.preview('[run](command:deerapi.clearFinished)');
    await runCommand(window.page, 'View: Close All Editors');
    await window.lookAway();
    window.demo.set({ ...running, status: 'succeeded' });
    const toast = window.toast('command:deerapi.clearFinished');
    await toast.waitFor();
    assert.equal(await toast.locator('a[href]').count(), 0);
    assert.equal(await toast.locator('.codicon-trash').count(), 0);
    await window.clearToasts();
    // It has no outputs, and would keep those of all others from being saved together.
    await runCommand(window.page, 'DeerAPI: Focus on Predictions View');
    await window.clickInRow('99inject', 'Stop Tracking');
    await window.row('99inject').waitFor({ state: 'detached' });
    await window.clearToasts();
    await nothingHappened();
  });

  it('is a text while a file is fetched under its name', async () => {
    const name = '%5Brun%5D(command:deerapi.clearFinished)%20$(trash).webp';
    const output = `${silent.origin}/${name}`;
    window.demo.set({ id: 'neverends', model: 'acme/stuck', status: 'succeeded', output });
    await window.lookUp('neverends');
    await window.preview('stuck');
    await runCommand(window.page, 'DeerAPI: Clear Filter');
    await window.row('neverend').waitFor();
    await window.chooseInMenu('neverend', 'Save Outputs…');
    const toast = window.toast('Fetching');
    await toast.getByText('command:deerapi.clearFinished').waitFor();
    assert.equal(await toast.locator('.notification-list-item-message a').count(), 0);
    assert.equal(await toast.locator('.codicon-trash').count(), 0);
    await toast.hover();
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await toast.waitFor({ state: 'detached' });
    await window.clickInRow('neverend', 'Stop Tracking');
    await window.row('neverend').waitFor({ state: 'detached' });
    await window.clearToasts();
    await nothingHappened();
  });

  it('is a text under the mouse, where its prediction is named in a document', async () => {
    const telling = injections('').flatMap(({ what }, number) =>
      /Markdown|icon|image|entities|terminal/.test(what) ? [idOf(number)] : [],
    );
    await writeFile(
      path.join(window.folder, 'ids.md'),
      telling.map((id) => `prediction ${id}`).join('\n\n'),
    );
    await quickInput(window.page).waitFor({ state: 'hidden' });
    await window.page.keyboard.press('Control+P');
    await quickInput(window.page).fill('ids.md');
    await quickInputRows(window.page).filter({ hasText: 'ids.md' }).first().click();
    for (const id of telling) {
      const link = window.page.locator('.view-lines .detected-link', { hasText: id }).first();
      const hover = window.page.locator('.monaco-hover:visible', { hasText: 'failed' });
      await eventually(
        async () => {
          await window.page.mouse.move(0, 0);
          await link.hover();
          await window.page.waitForTimeout(800);
          return hover.count();
        },
        (count) => count > 0,
      );
      const own = hover.locator('.rendered-markdown', { hasText: 'failed' }).first();
      assert.equal(await own.locator('a, img, .codicon, strong, table').count(), 0, id);
    }
    await nothingHappened();
  });

  it('is a harmless name where it is saved, each file of its own in the folder that was chosen', async () => {
    const folder = await newFolder(window, 'saved');
    const before = await everythingIn(window.folder);
    await runCommand(window.page, 'DeerAPI: Focus on Predictions View');
    // What stands under a prediction has no outputs of its own to be saved.
    await window.page.getByRole('button', { name: 'Collapse All' }).click();
    await window.row('00inject').click();
    await window.page.locator('.part.sidebar .monaco-list').first().press('Control+A');
    await window.chooseInMenu('00inject', 'Save Outputs…');
    await chooseFolder(window, folder);
    await window.toast('files to saved').waitFor({ timeout: 60_000 });
    const made = await everythingIn(window.folder);
    const names = made
      .filter((name) => !before.includes(name))
      .map((name) => path.relative('saved', name));
    assert.ok(names.length >= injections('').length, `${names.length} files`);
    for (const name of names) assert.equal(whyIllegal(name), undefined, name);
    await nothingHappened();
  });

  /** In its row, the row's tooltip and children, its log and its preview. */
  async function show(id: string): Promise<void> {
    const { page } = window;
    const list = page.locator('.part.sidebar .monaco-list').first();
    await runCommand(page, 'DeerAPI: Filter Predictions…');
    await page.getByPlaceholder('Text in ID, model or error').fill(id);
    await eventually(
      () => window.rowTexts(),
      (rows) => rows.length === 1,
    );
    await page.keyboard.press('Enter');
    const row = window.row(id.slice(0, 8));
    await row.click();
    await page.locator('iframe.webview.ready').first().waitFor();
    await list.press('ArrowRight');
    await eventually(
      async () => {
        // It has to come from elsewhere, and rest for a while.
        await page.mouse.move(0, 0);
        await row.hover();
        await page.waitForTimeout(800);
        return page.locator('.monaco-hover:visible').count();
      },
      (count) => count > 0,
    );
    const tooltip = page.locator('.monaco-hover:visible');
    assert.equal(await tooltip.locator('a, img, .codicon').count(), 0);
    await window.clickInRow(id.slice(0, 8), 'Show Log');
    await page.locator('.editor-group-container .view-lines').first().waitFor();
  }

  async function nothingHappened(): Promise<void> {
    assert.deepEqual(dialogs, []);
    assert.deepEqual(visits, []);
    for (const frame of window.page.frames()) {
      assert.equal(await frame.evaluate(() => 'hacked' in globalThis), false);
    }
    const strange = requests
      .map((request) => request.url())
      .filter((url) => /^https?:/.test(url) && new URL(url).origin === trap.origin);
    assert.deepEqual(strange, []);
    for (const file of ['/tmp/deerapi-escaped', '/etc/deerapi-escaped']) {
      assert.equal(existsSync(file), false, file);
    }
  }
});

async function everythingIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

function idOf(number: number): string {
  return `${String(number).padStart(2, '0')}injection`.padEnd(26, 'x');
}

/** Has the text in every place that a server can write to. */
function infested(id: string, { text }: Injection, files: string) {
  const file = `${files}/${encodeURIComponent(Buffer.from(text).toString()).slice(0, 2000)}.txt`;
  return {
    id,
    model: `acme/${text}`,
    version: text,
    status: 'failed',
    input: { ...under(text, text), prompt: text, nested: under(text, [text]) },
    output: { ...under(text, file), said: text },
    logs: `${text}\n50%|█████     | 10/20 [00:10<00:10, 1.00it/s]\n${text}: 3/4\n`,
    error: text,
    metrics: { ...under(text, 1), predict_time: text },
    urls: { get: text, web: text, cancel: text, stream: text },
    created_at: text,
    data_removed: text,
    ...under(text, text),
  };
}

/** Also where the name is `__proto__`. */
function under(name: string, value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries([[name, value]]); // else of any values
}
