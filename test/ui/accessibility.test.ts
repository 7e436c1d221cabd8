import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Frame, Page } from 'playwright-core';

import { eventually } from '../support/eventually';
import { barriersIn } from '../support/ui/barriers';
import { coloursOf, contrasts } from '../support/ui/contrast';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { chooseTheme, themes } from '../support/ui/themes';
import { projectFolder } from '../support/vscode/cacheFolder';
import { runCommand } from '../support/vscode/palette';

const text = 'A deer stands at the lake. '.repeat(400);
const atWork = { id: 'atwork', model: 'acme/runner', status: 'processing' };

function barAt(step: number): string {
  return ` 42%|████▏     | ${step}/28 [00:02<00:08,  5.00it/s]\n`;
}

const shown = [
  {
    id: 'failedwithlog',
    model: 'acme/failing',
    status: 'failed',
    error: 'CUDA out of memory',
    logs: `${'loading\n'.repeat(50)}RuntimeError: CUDA out of memory\n`,
  },
  { ...atWork, logs: `loaded\nDenoising:${barAt(12)}` },
  { id: 'waits', model: 'acme/starter', status: 'starting' },
  { id: 'nothing', model: 'acme/empty', status: 'succeeded' },
  { id: 'writes1', model: 'acme/writer-1', status: 'succeeded', output: text },
  { id: 'writes2', model: 'acme/writer-2', status: 'succeeded', output: text },
].map((prediction) => ({ output: null, error: null, logs: '', ...prediction }));

/** Rows of VS Code put label and description together, and a name that is spoken tells them apart. */
const ofRows = ['label-content-name-mismatch'];

describe('The surfaces, to those who see or hear them otherwise', () => {
  const window = PredictionsWindow.use({ settings: { 'deerapi.polling.maxInterval': 1 } });

  before(async function () {
    this.timeout(120_000);
    for (const { id, model, ...rest } of shown) {
      window.demo.set({ id, model, ...rest, input: { prompt: `${id} `.repeat(300), seed: 7 } });
      await window.lookUp(id);
      await window.preview(model.replace('acme/', ''));
    }
    for (const [id, title] of [
      ['fourlakes8r1v6z3t5w0n8b2j7', 'sdxl'],
      ['everykind8r1v6z3t5w0n8b2j7', 'every-format'],
    ] as const) {
      await window.lookUp(id);
      await window.preview(title);
    }
  });

  for (const [theme, className] of themes) {
    describe(`in ${theme}`, () => {
      before(() => chooseTheme(window, theme));

      it('have no barrier in a gallery, whose ring is plain to see', async () => {
        const frame = await openRow('every-format');
        await frame.locator('.glimpse').first().waitFor();
        await hasNoBarrier(frame, className);
        await frame.locator('.tile').first().focus();
        await window.page.keyboard.press('ArrowRight');
        areSeen(await contrasts(frame, '.tile:focus'));
      });

      for (const [name, part] of [
        ['deer.png', '.stage.loaded'],
        ['objects.json', '[role=treeitem] >> nth=3'],
        ['sunrise.mp4', 'video'],
        ['chime.wav', 'audio'],
        ['caption.txt', 'pre.text'],
        ['cube.glb', '.card'],
        ['page.pdf', '.card'],
      ] as const) {
        it(`have no barrier in ${name} alone`, async () => {
          const frame = await openTile(name);
          await frame.locator(`.viewport ${part}`).waitFor();
          await hasNoBarrier(frame, className);
        });
      }

      for (const [title, part] of [
        ['failing', '.error'],
        ['runner', '.stage-row progress'],
        ['starter', 'header progress'],
        ['empty', '.placeholder'],
      ] as const) {
        it(`have no barrier in the preview of “${title}”`, async () => {
          const frame = await openRow(title);
          await frame.locator(part).waitFor();
          await hasNoBarrier(frame, className);
        });
      }

      it('have no barrier in a comparison of images', async () => {
        await window.chooseInMenu('sdxl', 'Compare Outputs');
        const frame = await window.preview('Compare Outputs');
        await frame.locator('.stage.loaded').nth(3).waitFor();
        await hasNoBarrier(frame, className);
        await runCommand(window.page, 'View: Close Editor');
      });

      it('have no barrier in a comparison of texts whose inputs are long', async () => {
        const { keyboard } = window.page;
        await window.row('writer-2').click();
        await keyboard.press('Shift+ArrowDown');
        await window.chooseInMenu('writer-2', 'Compare Outputs');
        const frame = await window.preview('Compare Outputs');
        await frame.locator('.differences td').first().waitFor();
        await hasNoBarrier(frame, className);
        await runCommand(window.page, 'View: Close Editor');
      });

      it('have no barrier in the summary, whose charts are plain to see', async () => {
        await runCommand(window.page, 'DeerAPI: Show Summary');
        const frame = await window.preview('Summary of Predictions');
        await frame.locator(`body.${className}`).waitFor();
        const copy = await copyOf(frame);
        assert.deepEqual(await barriersIn(copy), []);
        areSeen(await contrasts(copy, 'svg rect'));
        await copy.close();
        await runCommand(window.page, 'View: Close Editor');
      });

      it('have no barrier in the list and in the status bar', async () => {
        const { page } = window;
        const rows = '.part.sidebar .monaco-list';
        assert.deepEqual(await barriersIn(page, { within: rows, without: ofRows }), []);
        assert.deepEqual(await barriersIn(page, { within: '[id*="deerapi.status"]' }), []);
      });
    });
  }

  describe('for who wants it otherwise', () => {
    afterEach(() => window.page.emulateMedia({ reducedMotion: null, forcedColors: null }));

    it('stand still where motion is unwanted', async () => {
      const frame = await openRow('starter');
      const moving = () => frame.evaluate(() => document.getAnimations().length);
      await eventually(moving, (count) => count > 0);
      await window.page.emulateMedia({ reducedMotion: 'reduce' });
      await eventually(moving, (count) => count === 0);
    });

    it('can be told apart in the colours that the system forces', async () => {
      await window.page.emulateMedia({ forcedColors: 'active' });
      const frame = await openRow('runner');
      for (const part of ['.stage-row progress', 'header > progress', '.sash']) {
        await frame.locator(part).waitFor();
        await eventually(
          () => coloursOf(frame.locator(part)),
          (count) => count > 1,
        );
      }
      await window.screenshot('forced-colors');
    });

    it('have one polite voice, which does not tell each percent', async () => {
      const frame = await openRow('runner');
      await frame.evaluate(noteSayings);
      const stage = frame.locator('.stage-row').last();
      for (const step of [13, 14, 15]) {
        window.demo.set({ ...atWork, logs: `Denoising:${barAt(step)}` });
        await stage.getByText(`${step}/28`).waitFor();
      }
      window.demo.set({ ...atWork, status: 'failed', error: 'CUDA out of memory' });
      await frame.locator('.error').waitFor();
      const said = await frame.evaluate(() => (globalThis as unknown as Told).said);
      assert.deepEqual(said, ['failed, CUDA out of memory']);
    });
  });

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
    assert.deepEqual(await barriersIn(frame), []);
  }

  /** Where scripts run: the summary has none, so that nothing can be asked of it. */
  async function copyOf(frame: Frame): Promise<Page> {
    const html = await frame.content();
    const style = await readFile(path.join(projectFolder, 'media/summary/summary.css'), 'utf8');
    const copy = await window.page.context().newPage();
    await copy.setContent(
      html
        .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
        .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`),
    );
    return copy;
  }
});

/** As much as is asked of what is not text. */
function areSeen(found: readonly number[]): void {
  assert.ok(found.length > 0);
  assert.ok(Math.min(...found) >= 3, found.map((contrast) => contrast.toFixed(1)).join(' '));
}

/** What {@link noteSayings} leaves in the page. */
interface Told {
  readonly said: string[];
}

/** Runs in the page: notes what a screen reader would say of its own accord. */
function noteSayings(): void {
  const said: string[] = [];
  Object.assign(globalThis, { said });
  const voices = '[aria-live], [role=status], [role=alert], [role=log]';
  for (const voice of document.querySelectorAll(voices)) {
    new MutationObserver(() => said.push(voice.textContent)).observe(voice, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  }
}
