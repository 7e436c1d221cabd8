import assert from 'node:assert/strict';

import fc from 'fast-check';
import type { Frame } from 'playwright-core';

import { toPage } from '../../src/features/preview/messages';
import { listen, type Listener } from '../support/demoApi/listener';
import { eventually } from '../support/eventually';
import { anything, messagesLike } from '../support/hostile/anyMessage';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { runCommand } from '../support/vscode/palette';

const lakes = 'fourlakes8r1v6z3t5w0n8b2j7';
const rounds = 30;
const messagesInRound = 60;

declare global {
  interface Window {
    lastShown?: { readonly view: Readonly<Record<string, unknown>> };
    brokenBy?: string[];
  }
}

describe('A preview that is sent anything', () => {
  const window = PredictionsWindow.use();
  let trap: Listener;
  let page: Frame;
  let visits = 0;
  const dialogs: string[] = [];

  before(async function () {
    this.timeout(120_000);
    trap = await listen('127.0.0.1', 0, (_, response) => {
      visits += 1;
      response.end();
    });
    window.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await window.lookUp(lakes);
    page = await window.preview('sdxl');
    await isDrawn('sdxl');
    await page.evaluate(noteWhatComes);
    // So that the extension sends once more what it shows.
    await runCommand(window.page, 'DeerAPI: Pin Preview');
    await eventually(
      () => page.evaluate(() => self.lastShown !== undefined),
      (isThere) => isThere,
    );
  });
  after(() => (trap as Listener | undefined)?.close());

  it('draws the next that is sent rightly', async () => {
    const seed = Date.now();
    const noise = fc.oneof(anything, messagesLike(toPage, 0), messagesLike(toPage, 3));
    const all = fc.sample(noise, { seed, numRuns: rounds * messagesInRound });
    for (let round = 0; round < rounds; round += 1) {
      const said = all.slice(round * messagesInRound, (round + 1) * messagesInRound);
      const texts = said.map((message) => harmful(JSON.stringify(message)));
      const title = `round ${round} of ${seed}`;
      await page.evaluate(sendAll, { texts, title, ofThis: round % 2 === 0 });
      await isDrawn(title);
    }
    assert.deepEqual(await page.evaluate(() => self.brokenBy), [], `seed ${seed}`);
  });

  it('does nothing that it was told, and asks nobody', async () => {
    assert.deepEqual(dialogs, []);
    assert.equal(visits, 0);
    assert.equal(await page.evaluate(() => 'hacked' in self || 'polluted' in {}), false);
  });

  it('goes on with what the extension sends', async () => {
    await runCommand(window.page, 'DeerAPI: Unpin Preview');
    await isDrawn('sdxl');
    await window.lookUp('fourlakes8r1v6z3t5w0n8b2j7');
    await isDrawn('sdxl');
  });

  /** With its title, its images and its details. */
  async function isDrawn(title: string): Promise<void> {
    const facts = () =>
      page.evaluate(() => ({
        title: document.querySelector('h1')?.textContent,
        images: [...document.querySelectorAll('.outputs img')].filter(
          (image) => image instanceof HTMLImageElement && image.naturalWidth > 0,
        ).length,
        hasPrompt: document.querySelector('.details')?.textContent.includes('prompt') === true,
      }));
    // All of them in the gallery, or one alone.
    const isWhole = (images: number) => images === 4 || images === 1;
    const shown = await eventually(facts, (now) => now.title === title && isWhole(now.images));
    assert.ok(shown.hasPrompt);
  }

  /** Texts among the messages ask for the trap, or would run. */
  function harmful(text: string | undefined): string {
    return (text ?? 'null').replaceAll('"text"', JSON.stringify(`${trap.origin}/trap`));
  }
});

/** Runs in the page. */
function noteWhatComes(): void {
  const broken: string[] = [];
  self.brokenBy = broken;
  self.addEventListener('error', ({ message }) => broken.push(message));
  self.addEventListener('unhandledrejection', ({ reason }) => broken.push(String(reason)));
  self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const isShow = typeof data === 'object' && data !== null && 'view' in data && 'type' in data;
    if (isShow && data.type === 'show' && self.lastShown === undefined) {
      self.lastShown = data as NonNullable<Window['lastShown']>; // of the extension, which has checked it
    }
  });
}

/** Runs in the page: sends all, half of the rounds as though of what it shows, then what is right. */
function sendAll({ texts, title, ofThis }: { texts: string[]; title: string; ofThis: boolean }) {
  const right = self.lastShown;
  for (const text of texts) {
    const message = JSON.parse(text) as unknown;
    const view: unknown =
      typeof message === 'object' && message !== null ? Reflect.get(message, 'view') : undefined;
    if (ofThis && typeof view === 'object' && view !== null) {
      Reflect.set(view, 'id', right?.view['id']);
    }
    self.postMessage(message, '*');
  }
  self.postMessage({ type: 'show', view: { ...right?.view, title } }, '*');
}
