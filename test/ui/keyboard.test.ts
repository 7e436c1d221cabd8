import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import path from 'node:path';

import type { Frame } from 'playwright-core';

import { eventually } from '../support/eventually';
import { Keys } from '../support/ui/keys';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { tabWalk, type TabWalk } from '../support/ui/tabWalk';

const lakes = 'fourlakes8r1v6z3t5w0n8b2j7';

describe('By keyboard alone', () => {
  const window = PredictionsWindow.use({
    hasKey: false,
    settings: { 'files.simpleDialog.enable': true },
  });
  let keys: Keys;
  const touched: string[] = [];

  before(async function () {
    this.timeout(120_000);
    keys = new Keys(window.page);
    await window.page.exposeFunction('noteTouch', (what: string) => touched.push(what));
    await window.page.addInitScript(noteTouches);
    await window.page.evaluate(noteTouches);
    for (const [name, files] of [
      ['dawn', ['lake-1.webp', 'lake-2.webp']],
      ['dusk', ['lake-3.webp', 'lake-4.webp']],
    ] as const) {
      window.demo.set({
        id: `${name}0000000000`,
        model: `acme/${name}`,
        status: 'succeeded',
        input: { prompt: name },
        output: files.map((file) => `${window.demo.origin}/files/${file}`),
      });
    }
  });
  afterEach(() => {
    assert.deepEqual(touched, [], 'nothing was done by mouse');
  });

  it('a key is stored, and a prediction looked up from the empty view', async () => {
    await keys.run('DeerAPI: Set API Key…');
    await keys.answer('Paste the API key', window.demo.key);
    await keys.run('DeerAPI: Focus on Predictions View');
    await window.page.locator('.part.sidebar :focus').waitFor();
    await keys.tabTo(window.page, /^Look Up Prediction…$/);
    await keys.press('Enter');
    await keys.answer('Paste a prediction’s ID, URL or JSON', lakes, 'look up');
    await window.row('sdxl').waitFor();
  });

  it('the list is walked, and a row’s menu gives its ID', async () => {
    await focusList();
    await keys.press('Home');
    await focusedRow(/^sdxl, succeeded, 13 s, fourlake$/);
    // VS Code may leave a row closed that is drawn anew just then: one presses again.
    await eventually(
      async () => {
        await keys.press('Home', 'ArrowRight');
        await window.page.waitForTimeout(500);
        return window.row('Outputs').isVisible();
      },
      (isOpen) => isOpen,
    );
    await keys.press('Home');
    await goDownTo(/^Outputs, 4$/);
    await keys.press('ArrowDown');
    await focusedRow(/^lake-1\.webp, image, \[0\]$/);
    await keys.press('Home');
    await keys.chooseInMenu('Copy ID');
    await eventually(clipboard, (copied) => copied === lakes);
  });

  it('Enter opens the preview, and Tab leads to all of it and out again', async () => {
    await focusList();
    await keys.press('Home', 'Enter');
    const frame = await enterPage('sdxl');
    await frame.locator('button.tile').nth(3).waitFor();
    const walk = await walkOf('sdxl', frame);
    isWhole(walk);
    includesAll(walk, ['Show Log', 'Save Outputs…', 'Width of the details', 'Copy prompt']);
  });

  it('arrows walk the gallery, and an image is opened, zoomed and left', async () => {
    const frame = await enterPage('sdxl');
    const percent = () => frame.locator('.percent').innerText();
    await keys.tabTo(frame, /^lake-1\.webp/);
    await keys.press('ArrowRight');
    await keys.tabTo(frame, /^lake-2\.webp/);
    await keys.press('Enter');
    await frame.locator('.stage.loaded').waitFor();
    const fitted = await percent();
    await keys.press('1');
    await eventually(percent, (seen) => seen === '100%');
    await keys.press('+');
    await eventually(percent, (seen) => seen === '150%');
    await keys.press('-', '-');
    await eventually(percent, (seen) => seen === '67%');
    await keys.press('0');
    await eventually(percent, (seen) => seen === fitted);
    await keys.press('Escape');
    await frame
      .locator('.tile:focus')
      .and(frame.getByRole('button', { name: 'lake-2' }))
      .waitFor();
  });

  it('the details are widened by arrows, and a value is copied', async () => {
    const frame = await enterPage('sdxl');
    await keys.tabTo(frame, /^Width of the details$/);
    const width = async () =>
      Number(await frame.getByRole('separator').getAttribute('aria-valuenow'));
    const before = await width();
    await keys.press('ArrowLeft', 'ArrowLeft');
    await eventually(width, (now) => now > before);
    await keys.tabTo(frame, /^Copy prompt$/);
    await keys.press('Enter');
    await frame.getByText('Copied').waitFor({ state: 'attached' });
    await eventually(clipboard, (copied) => copied === 'a lake at four times of the day');
  });

  it('Tab leads to all of an image alone, and F6 and Ctrl+0 out of it', async () => {
    await focusList();
    await keys.press('Home');
    await focusedRow(/^sdxl/);
    await goDownTo(/^lake-1/);
    await keys.press('Enter');
    const frame = await enterPage('sdxl');
    await frame.locator('.stage.loaded').waitFor();
    const walk = await walkOf('sdxl', frame);
    isWhole(walk);
    includesAll(walk, ['All Outputs (Escape)', 'Zoom In (+)', 'Copy Image', 'Open in Editor']);
    for (const key of ['F6', 'Control+0']) {
      await enterPage('sdxl');
      await keys.press(key);
      await eventually(
        () => frame.evaluate(() => document.hasFocus()),
        (isInside) => !isInside,
      );
    }
  });

  it('two are marked and compared, by all that the page offers', async () => {
    for (const name of ['dawn', 'dusk']) {
      await keys.run('DeerAPI: Look Up Prediction…');
      await keys.answer('Paste a prediction’s ID, URL or JSON', `${name}0000000000`, 'look up');
      await window.row(name).waitFor();
      // The last that a look-up brings; until then the focus may still move.
      await window.preview(name);
    }
    await focusList();
    await keys.press('Home');
    await focusedRow(/^dusk/);
    await keys.press('Shift+ArrowDown');
    await keys.chooseInMenu('Compare Outputs');
    const frame = await enterPage('Compare Outputs');
    await frame.locator('.stage.loaded').nth(1).waitFor();
    isWhole(await walkOf('Compare Outputs', frame));
    await enterPage('Compare Outputs');
    for (const [side, title] of ['dusk', 'dawn'].entries()) {
      await keys.tabTo(frame, new RegExp(`^Output: ${title}$`));
      await keys.press('ArrowDown');
      const image = frame.locator('.side').nth(side).locator('.stage.loaded > img');
      await eventually(
        () => image.getAttribute('alt'),
        (alt) => /lake-[24]/.test(alt ?? ''),
      );
    }
  });

  it('the comparison is wiped by arrows', async () => {
    const frame = await enterPage('Compare Outputs');
    await keys.tabTo(frame, /^Wipe$/);
    await keys.press('Enter');
    await keys.tabTo(frame, /^Where one image ends/);
    const wipe = () => frame.getByRole('slider').inputValue();
    assert.equal(await wipe(), '50');
    await keys.press('ArrowRight', 'ArrowRight');
    await eventually(wipe, (value) => value === '51');
    isWhole(await walkOf('Compare Outputs', frame));
  });

  it('the summary gives its numbers as a table, and as CSV', async () => {
    await keys.run('DeerAPI: Show Summary');
    const frame = await window.preview('Summary of Predictions');
    await keys.press('Control+1');
    const opener = frame.locator('summary:focus-visible');
    await eventually(
      async () => {
        await keys.press('Tab');
        return opener.count();
      },
      (count) => count === 1,
    );
    await keys.press('Enter');
    await frame.locator('details[open] table').waitFor();
    await keys.run('DeerAPI: Export Summary as CSV…');
    await window.page.locator('.quick-input-widget:visible input:focus').waitFor();
    await keys.press('Enter');
    await window.page.getByRole('tab', { name: 'predictions.csv' }).waitFor();
    await access(path.join(window.folder, 'predictions.csv'));
  });

  it('what is marked is taken off the list, and comes back by Undo', async () => {
    await focusList();
    await keys.press('Home');
    await focusedRow(/^dusk/);
    await keys.chooseInMenu('Stop Tracking');
    await window.toast('no longer tracked').waitFor();
    await window.row('dusk').waitFor({ state: 'detached' });
    await keys.run('Notifications: Focus Notification Toast');
    await keys.tabTo(window.page, /^Undo$/);
    await keys.press('Enter');
    await window.row('dusk').waitFor();
  });

  async function focusList(): Promise<void> {
    await keys.run('DeerAPI: Focus on Predictions View');
    await window.page.locator('.part.sidebar .monaco-list:focus').waitFor();
  }

  async function focusedRow(label: RegExp): Promise<void> {
    const row = window.page.locator('.part.sidebar .monaco-list-row.focused');
    await eventually(
      () => row.getAttribute('aria-label'),
      (seen) => label.test(seen ?? ''),
    );
  }

  /** Step by step, looking each time: a list that is drawn anew takes no key for a moment. */
  async function goDownTo(label: RegExp): Promise<void> {
    const row = window.page.locator('.part.sidebar .monaco-list-row.focused');
    await eventually(
      async () => {
        await keys.press('ArrowDown');
        return row.getAttribute('aria-label');
      },
      (seen) => label.test(seen ?? ''),
    );
  }

  function walkOf(title: string, frame: Frame): Promise<TabWalk> {
    return tabWalk(window.page, frame, () => enterPage(title));
  }

  /** Gives the page in the editor the focus. */
  async function enterPage(title: string): Promise<Frame> {
    const frame = await window.preview(title);
    await keys.press('Control+1');
    await eventually(
      () => frame.evaluate(() => document.hasFocus()),
      (isInside) => isInside,
    );
    return frame;
  }

  function clipboard(): Promise<string> {
    return window.page.evaluate(() => navigator.clipboard.readText());
  }
});

/** Tab leads to everything, says what it is, shows where it is, and goes on. */
function isWhole({ stops, missed, hasLeft }: TabWalk): void {
  assert.ok(hasLeft, 'Tab leads out');
  assert.deepEqual(missed, []);
  assert.deepEqual(
    stops.filter(({ name, isMarked }) => name === '' || !isMarked),
    [],
  );
}

function includesAll({ stops }: TabWalk, names: readonly string[]): void {
  const seen = stops.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => !seen.includes(name)),
    [],
    seen.join(', '),
  );
}

/** Runs in every document. */
function noteTouches(): void {
  for (const what of [
    'pointerdown',
    'pointermove',
    'mousedown',
    'mousemove',
    'wheel',
    'touchstart',
  ]) {
    addEventListener(
      what,
      () => {
        (globalThis as unknown as { noteTouch(what: string): void }).noteTouch(what);
      },
      { capture: true, passive: true },
    );
  }
}
