import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';

import type { Frame, Request } from 'playwright-core';

import { listen, type Listener } from '../support/demoApi/listener';
import { scenarios } from '../support/demoApi/scenarios';
import { everyFile } from '../support/demoApi/finishedPredictions';
import { eventually } from '../support/eventually';
import { editorIsStored } from '../support/ui/storedState';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { runCommand } from '../support/vscode/palette';

const lakes = 'fourlakes8r1v6z3t5w0n8b2j7';
const everyKind = 'everykind8r1v6z3t5w0n8b2j7';

/** What shows a file; undefined for one that is offered to other programs. */
function partOf(name: string): string | undefined {
  if (/\.(?:webp|png|jpg|gif|svg)$/.test(name)) return '.stage > img';
  if (/\.(?:mp4|webm)$/.test(name)) return 'video[controls]';
  if (/\.(?:wav|mp3)$/.test(name)) return 'audio[controls]';
  if (/\.(?:txt|md|srt|vtt|csv)$/.test(name)) return 'pre.text';
  return name.endsWith('.json') ? '[role=tree]' : undefined;
}

describe('The preview', () => {
  const window = PredictionsWindow.use();
  const requests: Request[] = [];
  const dialogs: string[] = [];

  before(() => {
    window.page.on('request', (request) => requests.push(request));
    window.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });

  describe('of every kind of output', () => {
    let frame: Frame;
    before(async () => {
      await window.lookUp(everyKind);
      frame = await window.preview('every-format');
    });

    it('shows images and videos, and a glimpse of texts, in a gallery', async () => {
      await eventually(
        () => frame.locator('button.tile').count(),
        (count) => count === everyFile.length,
      );
      await frame.locator('.tile-model').first().scrollIntoViewIfNeeded();
      const texts = await eventually(
        () => frame.locator('.glimpse').allInnerTexts(),
        (seen) => seen.length >= 3,
      );
      assert.match(texts.join('\n'), /objects/);
      assert.equal(await frame.locator('.tile > video').count(), 2);
      await frame.locator('.tile').first().scrollIntoViewIfNeeded();
      await eventually(
        () => paintedImages(frame),
        (painted) => painted >= 5,
      );
    });

    for (const name of everyFile.filter((file) => partOf(file) !== undefined)) {
      const part = partOf(name) ?? '';
      it(`shows ${name} in ${part}`, async () => {
        await openTile(frame, name);
        await frame.locator(`.viewport ${part}`).waitFor();
        await frame.getByRole('button', { name: 'All Outputs' }).click();
      });
    }

    for (const name of everyFile.filter((file) => partOf(file) === undefined)) {
      it(`offers ${name} to other programs, with its type and size`, async () => {
        await openTile(frame, name);
        const card = frame.locator('.viewport .card');
        await card.getByText(/^(?:3D model|document|archive|file) · [\d.,]+ K?B$/).waitFor();
        await card.getByRole('button', { name: 'Open Externally' }).waitFor();
        await card.getByRole('button', { name: 'Save…' }).waitFor();
        await frame.getByRole('button', { name: 'All Outputs' }).click();
      });
    }

    it('opens JSON bit by bit, by keys too', async () => {
      await openTile(frame, 'objects.json');
      const tree = frame.getByRole('tree');
      await tree.locator('[role=treeitem]').first().focus();
      await window.page.keyboard.press('End');
      await window.page.keyboard.press('ArrowRight');
      const items = () => tree.locator('[role=treeitem]').allInnerTexts();
      await eventually(items, (seen) => seen.length > 2);
      await window.page.keyboard.press('Escape');
      await frame.locator('.gallery').waitFor();
    });

    it('offers a film that turns out not to play to other programs, though more came to be known meanwhile', async () => {
      const [film = ''] = everyFile.filter((file) => file.endsWith('.mp4'));
      await openTile(frame, film);
      const player = frame.locator('.viewport video');
      await player.waitFor();
      // The page is told of everything again.
      await frame.getByRole('button', { name: 'Pin: keep' }).click();
      await frame.getByRole('button', { name: 'Pinned' }).click();
      await frame.getByRole('button', { name: 'Pin: keep' }).waitFor();
      await player.dispatchEvent('error');
      await frame.locator('.viewport .card').getByText('It cannot be shown here.').waitFor();
      await frame.getByRole('button', { name: 'All Outputs' }).click();
    });
  });

  describe('of images', () => {
    let frame: Frame;
    const focused = () =>
      frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    const percent = () => frame.locator('.percent').innerText();
    before(async () => {
      await window.lookUp(lakes);
      frame = await window.preview('sdxl');
      await frame.locator('button.tile').nth(3).waitFor();
    });

    it('is walked through by keys, there and back', async () => {
      const { keyboard } = window.page;
      await frame.locator('.tile').first().focus();
      await keyboard.press('ArrowRight');
      assert.match(await focused(), /lake-2\.webp/);
      await keyboard.press('End');
      assert.match(await focused(), /lake-4\.webp/);
      await keyboard.press('Enter');
      await frame.getByText('4 of 4').waitFor();
      await keyboard.press('ArrowLeft');
      await frame.getByText('3 of 4').waitFor();
      assert.match(await focused(), /lake-3\.webp, 3 of 4/, 'the focus stays');
      await keyboard.press('Home');
      await frame.getByText('1 of 4').waitFor();
      await keyboard.press('ArrowRight');
      await keyboard.press('Escape');
      await frame.locator('.gallery').waitFor();
      assert.match(await focused(), /lake-2\.webp/, 'the focus is where it came from');
    });

    it('zooms to single pixels at the pointer, and back to all of it', async () => {
      const { keyboard, mouse } = window.page;
      await openTile(frame, 'lake-2.webp');
      await frame.getByText('768 × 768').waitFor();
      await keyboard.press('1');
      assert.equal(await percent(), '100%');
      const box = await frame.locator('.stage').boundingBox();
      assert.ok(box);
      await mouse.move(box.x + 100, box.y + 100);
      const under = () => imagePointAt(frame, 100, 100);
      const before = await under();
      for (let turn = 0; turn < 4; turn += 1) await mouse.wheel(0, -200);
      await eventually(percent, (seen) => Number.parseInt(seen, 10) >= 300);
      const after = await under();
      assert.ok(Math.abs(before.x - after.x) < 1 && Math.abs(before.y - after.y) < 1);
      const rendering = await frame
        .locator('.stage > img')
        .evaluate((image) => getComputedStyle(image).imageRendering);
      assert.equal(rendering, 'pixelated');
      await mouse.down();
      await mouse.move(box.x + 60, box.y + 80);
      await mouse.up();
      const dragged = await imagePointAt(frame, 60, 80);
      assert.ok(
        Math.abs(dragged.x - after.x) < 1,
        'what was taken hold of is still under the mouse',
      );
      await keyboard.press('-');
      await keyboard.press('+');
      await keyboard.press('0');
    });

    it('tells the scale of an image that fits also when there is less room', async () => {
      const size = window.page.viewportSize();
      assert.ok(size);
      const whole = await percent();
      await window.page.setViewportSize({ ...size, height: size.height - 200 });
      await eventually(percent, (seen) => Number.parseInt(seen, 10) < Number.parseInt(whole, 10));
      await window.page.setViewportSize(size);
      await eventually(percent, (seen) => seen === whole);
    });

    it('copies the image itself, at its own size', async () => {
      await frame.getByRole('button', { name: 'Copy Image', exact: true }).click();
      await frame.getByText('Copied').waitFor({ state: 'attached' });
      const size = await window.page.evaluate(async () => {
        focus();
        const [item] = await navigator.clipboard.read();
        const image = await createImageBitmap((await item?.getType('image/png')) ?? new Blob());
        return [image.width, image.height];
      });
      assert.deepEqual(size, [768, 768]);
      await frame.locator('.viewport').focus();
    });

    it('looks the same when its tab comes back, and after a reload of the window', async () => {
      const { page } = window;
      await page.keyboard.press('1');
      await page.keyboard.press('+');
      assert.equal(await percent(), '150%');
      await runCommand(page, 'DeerAPI: Open as JSON');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'fourlake' }).click();
      await page.locator('.tab.active', { hasText: '.json' }).waitFor();
      await page.locator('.tab', { hasText: 'sdxl' }).first().click();
      frame = await window.preview('sdxl');
      await eventually(percent, (seen) => seen === '150%');
      await frame.getByText('2 of 4').waitFor();
      await editorIsStored(page, /scale[\\"]+:1\.5\b/);
      await window.reload();
      frame = await window.preview('sdxl');
      await eventually(percent, (seen) => seen === '150%');
      await frame.getByText('2 of 4').waitFor();
      assert.equal(await page.locator('.tab', { hasText: 'sdxl' }).count(), 1);
    });

    it('opens the output that is chosen in the tree, also from behind another tab', async () => {
      const { page } = window;
      await window.chooseInMenu('sdxl', 'Open as JSON');
      await page.locator('.tab.active', { hasText: '.json' }).waitFor();
      await window.row('sdxl').locator('.monaco-tl-twistie').click();
      await window.row('lake-3.webp').click();
      frame = await window.preview('sdxl');
      await frame.getByText('3 of 4').waitFor();
    });

    it('copies a value whole', async () => {
      await frame.locator('.field', { hasText: 'prompt' }).hover();
      await frame.getByRole('button', { name: 'Copy prompt' }).click();
      await frame.locator('[role=status]', { hasText: 'Copied' }).waitFor();
      const copied = await window.page.evaluate(() => navigator.clipboard.readText());
      assert.equal(copied, 'a lake at four times of the day');
    });

    it('stays with its prediction once it is pinned', async () => {
      const { page } = window;
      await frame.getByRole('button', { name: 'Pin: keep' }).click();
      await frame.getByRole('button', { name: 'Pinned' }).waitFor();
      await window.lookUp('onevideoc8r1v6z3t5w0n8b2j7');
      await page.locator('.tab', { hasText: 'video-01' }).waitFor();
      await page.locator('.tab', { hasText: 'sdxl' }).waitFor();
      await window.lookUp('onesoundc8r1v6z3t5w0n8b2j7');
      await page.locator('.tab', { hasText: 'musicgen' }).waitFor();
      assert.equal(await page.locator('.tab', { hasText: 'video-01' }).count(), 0);
      await window.row('sdxl').click();
      frame = await window.preview('sdxl');
      await frame.getByRole('button', { name: 'Pinned' }).click();
      await frame.getByRole('button', { name: 'Pin: keep' }).waitFor();
    });
  });

  describe('of what runs', () => {
    it('shows its stages and the last lines of its log, and outputs as they come', async () => {
      await window.lookUp('sdxlfourc8r1v6z3t5w0n8b2j7');
      const frame = await window.preview('sdxl');
      await frame.locator('.stage-row', { hasText: 'stage 1' }).waitFor();
      await frame.locator('.log', { hasText: 'Using seed: 33524' }).waitFor();
      await frame.locator('.stage-row', { hasText: 'stage 2' }).waitFor();
      await eventually(
        () =>
          frame
            .locator('button.tile')
            .count()
            .then((tiles) => tiles || frame.locator('.stage').count()),
        (count) => count > 0,
      );
      await frame.locator('button.tile').nth(1).click();
      await frame.getByText('2 of 2').waitFor();
      await frame.locator('.stage.loaded').waitFor();
      await window.page.keyboard.press('1');
      await frame.getByText('2 of 3').waitFor();
      assert.equal(await frame.locator('.percent').innerText(), '100%');
      await frame.getByText('2 of 4').waitFor();
      await frame.locator('.state.succeeded').waitFor();
      assert.equal(await frame.locator('.run').isVisible(), false);
    });

    it('shows why it failed, with the last lines of the log', async () => {
      window.demo.set({
        id: 'failedwithlog',
        model: 'acme/failing',
        status: 'failed',
        error: 'CUDA out of memory',
        logs: `${'loading\n'.repeat(500)}RuntimeError: CUDA out of memory\n`,
      });
      await window.lookUp('failedwithlog');
      const frame = await window.preview('failing');
      await frame.locator('.error', { hasText: 'CUDA out of memory' }).waitFor();
      await frame.locator('.log', { hasText: 'RuntimeError: CUDA out of memory' }).waitFor();
    });
  });

  describe('of a file that is slow', () => {
    let files: Listener;
    const modelBytes = 5000;
    const open: ServerResponse[] = [];
    before(async () => {
      files = await listen('127.0.0.1', 0, ({ url }, response) => {
        open.push(response);
        const isModel = url?.endsWith('.glb') === true;
        response.writeHead(200, {
          'Content-Type': isModel ? 'model/gltf-binary' : 'image/png',
          'Content-Length': isModel ? modelBytes : 50_000_000,
        });
        response.write(isModel ? 'glTF' : 'some');
      });
    });
    after(() => files.close());

    it('can be canceled, and then tried again', async () => {
      const output = [`${files.origin}/slow.png`];
      window.demo.set({ id: 'slowfile', model: 'acme/slow', status: 'succeeded', output });
      await window.lookUp('slowfile');
      const frame = await window.preview('slow');
      const cancel = frame.getByRole('button', { name: 'Cancel' });
      await cancel.focus();
      await window.page.keyboard.press('Enter');
      await frame.getByText('canceled').waitFor();
      await eventually(
        () => Promise.resolve(open[0]?.destroyed),
        (destroyed) => destroyed === true,
      );
      await frame.getByRole('button', { name: 'Try Again' }).click();
      await cancel.waitFor();
      assert.equal(open.length, 2);
      await cancel.click();
    });

    it('can be canceled in its row, which says how much has come', async () => {
      const count = open.length;
      const output = [`${files.origin}/row.png`];
      window.demo.set({ id: 'slowrow', model: 'acme/row', status: 'succeeded', output });
      await window.lookUp('slowrow');
      await window.row('slowrow').locator('.monaco-tl-twistie').click();
      await window.row('row.png').getByText('Fetching… 0 of 50 MB').waitFor();
      await window.screenshot('row-fetching');
      await window.clickInRow('row.png', 'Cancel Downloads');
      await eventually(
        () => Promise.resolve(open[count]?.destroyed),
        (destroyed) => destroyed === true,
      );
      await window.row('row.png').getByText('Fetching…').waitFor({ state: 'detached' });
      await runCommand(window.page, 'DeerAPI: Cancel Downloads');
      await window.statusItem('No output is being fetched.').waitFor();
    });

    it('keeps its tile under the mouse while more comes to be known of it', async () => {
      open.length = 0;
      const output = ['one', 'two'].map((name) => `${files.origin}/${name}.glb`);
      window.demo.set({ id: 'slowpair', model: 'acme/pair', status: 'succeeded', output });
      await window.lookUp('slowpair');
      const frame = await window.preview('pair');
      await frame.locator('.tile.loading').nth(1).waitFor();
      await frame.locator('.gallery').evaluate((gallery) => {
        new MutationObserver((changes) => {
          const removed = changes.flatMap(({ removedNodes }) => [...removedNodes]);
          const buttons = removed.filter((node) => node instanceof HTMLButtonElement);
          gallery.ariaDescription = `${gallery.ariaDescription ?? ''}${'.'.repeat(buttons.length)}`;
        }).observe(gallery, { childList: true, subtree: true });
      });
      await eventually(
        () => Promise.resolve(open.length),
        (count) => count === 2,
      );
      for (const response of open) response.end(Buffer.alloc(modelBytes - 'glTF'.length));
      await frame
        .getByText(/^3D model · [\d.,]+ K?B$/)
        .nth(1)
        .waitFor();
      assert.equal((await frame.locator('.gallery').getAttribute('aria-description')) ?? '', '');
    });
  });

  describe('of what is hostile', () => {
    let files: Listener;
    const visits: string[] = [];
    const script = '<script>top.hacked = self.hacked = true; alert(1)</script>';
    const bodies: Readonly<Record<string, readonly [string, string]>> = {
      svg: [
        'image/svg+xml',
        `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)">${script}<image href="/visited"/></svg>`,
      ],
      html: ['text/html', `<html><body onload="alert(1)">${script}</body></html>`],
      md: ['text/markdown', `![x](/visited) ${script}`],
    };
    before(async () => {
      files = await listen('127.0.0.1', 0, (request, response) => {
        const { url = '' } = request;
        const [type, body] = bodies[url.split('.').at(-1) ?? ''] ?? ['text/plain', ''];
        if (url.includes('visited')) visits.push(url);
        response.setHeader('Content-Type', type);
        response.end(body);
      });
    });
    after(() => files.close());

    it('runs nothing and asks the network for nothing', async () => {
      const { origin } = files;
      const hostile = scenarios.find(({ id }) => id.startsWith('hostile'));
      assert.ok(hostile);
      requests.length = 0;
      await window.lookUp(hostile.id);
      await window.preview('[run](command:workbench.action.quit)');
      const name = `"><img src=${origin}/visited onerror=alert(1)>`;
      window.demo.set({
        id: 'hostilefiles',
        model: `<b>${name}/${name}`,
        status: 'succeeded',
        input: { [name]: name, prompt: `<style>@import '${origin}/visited';</style>` },
        output: { [name]: `${origin}/a.svg`, html: `${origin}/b.html`, text: `${origin}/c.md` },
        error: script,
      });
      await window.lookUp('hostilefiles');
      const title = `"><img src=${origin}/visited onerror=alert(1)>`.split('/').at(-1) ?? '';
      const frame = await window.preview(title);
      for (const kind of ['image', 'document', 'text']) {
        await frame.locator(`button.tile-${kind}`).click();
        await frame.locator('.viewport > *').first().waitFor();
        await window.page.waitForTimeout(300);
        await window.page.keyboard.press('Escape');
      }
      assert.deepEqual(dialogs, []);
      assert.deepEqual(visits, []);
      const hacked = () => 'hacked' in globalThis || (top !== null && 'hacked' in top);
      assert.equal(await frame.evaluate(hacked), false);
      const server = new URL(window.page.url()).origin;
      const strangers = requests
        .filter((request) => isOfWebview(request))
        .map((request) => request.url())
        .filter((url) => !isLocal(url, server));
      assert.deepEqual(strangers, []);
      assert.ok(
        requests.some((request) => isOfWebview(request)),
        'its own files were seen',
      );
    });
  });
});

async function openTile(frame: Frame, name: string): Promise<void> {
  await frame.getByRole('button', { name: new RegExp(`^${name.replaceAll('.', '\\.')},`) }).click();
}

/** The place of the image that is drawn at a place of the stage. */
function imagePointAt(frame: Frame, x: number, y: number): Promise<{ x: number; y: number }> {
  return frame.locator('.stage').evaluate(
    (stage, at) => {
      const image = stage.querySelector('img')?.getBoundingClientRect() ?? new DOMRect();
      const { left, top } = stage.getBoundingClientRect();
      const scale = image.width / 768;
      return { x: (at.x + left - image.left) / scale, y: (at.y + top - image.top) / scale };
    },
    { x, y },
  );
}

async function paintedImages(frame: Frame): Promise<number> {
  return frame.evaluate(
    () => [...document.images].filter((image) => image.complete && image.naturalWidth > 0).length,
  );
}

function isOfWebview(request: Request): boolean {
  if (request.serviceWorker() !== null) return false;
  const url = request.frame().url();
  return url.includes('/webview/') || url.includes('fake.html');
}

/** The webview's own frame, and local files, which VS Code's service worker serves. */
function isLocal(url: string, server: string): boolean {
  return url.startsWith(server) || /^https:\/\/[\w%+.-]*\.vscode-resource\./.test(url);
}
