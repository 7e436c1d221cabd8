import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { eventually } from '../support/eventually';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { editorIsStored } from '../support/ui/storedState';
import { quickInput, quickInputRows, runCommand } from '../support/vscode/palette';

const lakes = 'fourlakes8r1v6z3t5w0n8b2j7';
const video = 'onevideoc8r1v6z3t5w0n8b2j7';
const sound = 'onesoundc8r1v6z3t5w0n8b2j7';
const text = 'textoutputr1v6z3t5w0n8b2j7';
const unreadable = 'morefieldsr1v6z3t5w0n8b2j7';
const canceled = 'canceledbya8r1v6z3t5w0n8b2';
const running = 'longrunner8r1v6z3t5w0n8b2j';

describe('Tracking many predictions', () => {
  const window = PredictionsWindow.use();
  before(() => {
    window.demo.set({ id: canceled, status: 'canceled', model: 'acme/stopped' });
    window.demo.set({ id: running, status: 'processing', model: 'acme/marathon' });
  });

  it('takes a pasted list of ids and URLs, and says what it did not understand', async () => {
    const list = [
      lakes,
      `https://replicate.com/p/${video}`,
      'https://replicate.com/explore',
      lakes,
    ];
    await copy(window, list.join('\n'));
    await (await window.openTrackInput()).press('Control+V');
    await choose(window, 'Track 2 predictions');
    const toast = window.toast('Tracking 2 new predictions. 1 piece of the text holds no ID.');
    await toast.getByRole('button', { name: 'Show Them' }).click();
    const shown = await eventually(
      () => window.editorText(),
      (seen) =>
        seen.includes('line 1: https://replicate.com/explore — no prediction’s ID is in this URL'),
    );
    assert.doesNotMatch(shown, /fourlakes|onevideo/);
    await rowsAre(
      window,
      'sdxl fourlake · succeeded · 13 s',
      'video-01 onevideo · succeeded · 4.2 s',
    );
  });

  it('says after a reload of the window that the list of those is gone', async () => {
    await editorIsStored(window.page, /not-understood\.txt/);
    await window.reload();
    await eventually(
      () => window.editorText(),
      (seen) => seen.includes('This list is gone: it is not kept over a reload.'),
    );
    await window.row('fourlake').waitFor();
  });

  it('takes them from the clipboard, and knows those that it has', async () => {
    await copy(window, `${lakes}, ${sound}; ${video}`);
    await window.openTrackInput();
    await choose(window, 'From the clipboard');
    await window.toast('Tracking 1 new prediction. 2 were tracked already.').waitFor();
    await eventually(
      () => window.rowTexts(),
      ([first]) => first === 'musicgen onesound · succeeded · 4.2 s',
    );
  });

  it('says that the clipboard is empty', async () => {
    await copy(window, '');
    await window.openTrackInput();
    await choose(window, 'From the clipboard');
    await window
      .toast('The clipboard is empty: copy IDs, URLs or JSON first.')
      .getByRole('button', { name: 'Track Predictions…' })
      .waitFor();
  });

  it('takes JSON lines from the active editor, but for a broken one', async () => {
    const lines = [{ id: text, status: 'starting' }, { id: unreadable }].map((line) =>
      JSON.stringify(line),
    );
    await writeFile(
      path.join(window.folder, 'batch.jsonl'),
      [lines[0], '{"status":"starting",', lines[1]].join('\n'),
    );
    await open(window, 'batch.jsonl');
    await window.openTrackInput();
    await choose(window, 'From the active editor');
    await window.toast('Tracking 2 new predictions. 1 piece of the text holds no ID.').waitFor();
    await window.row('whisper').waitFor();
    await window.row('private-model').waitFor();
  });

  it('takes them from a long file', async () => {
    const words = 'words and words and words and words\n'.repeat(500_000);
    await takeFile(window, 'ids.csv', `prediction_id,by\n${words}${canceled},me\n${running},you\n`);
    await window.toast('Tracking 2 new predictions.').waitFor();
    await window.row('marathon').waitFor();
    await window.row('stopped').waitFor();
  });

  it('shows those with a word in their id, model or error while one types it', async () => {
    const before = await window.rowTexts();
    await runCommand(window.page, 'DeerAPI: Filter Predictions…');
    const input = window.page.getByPlaceholder('Text in ID, model or error');
    await input.fill('IMAGE could');
    await rowsAre(
      window,
      'private-model morefiel · failed · The input image could not be read (code: PA)',
    );
    await window.viewMessage().getByText('1 of 7 shown').waitFor();
    await window.page.keyboard.press('Escape');
    await rowsAre(window, ...before);
    await window.viewMessage().waitFor({ state: 'hidden' });
  });

  it('shows those in the states that one ticks, until the filter is cleared', async () => {
    const before = await window.rowTexts();
    await runCommand(window.page, 'DeerAPI: Filter Predictions…');
    await window.page.getByPlaceholder('Text in ID, model or error').waitFor();
    await choose(window, 'running');
    await choose(window, 'canceled');
    await window.page.keyboard.press('Enter');
    await rowsAre(window, 'marathon longrunn · processing', 'stopped canceled · canceled');
    await window.screenshot('filtered');
    await window.page
      .locator('.part.sidebar')
      .getByRole('button', { name: 'Clear Filter' })
      .click();
    await rowsAre(window, ...before);
  });

  it('sorts them by state', async () => {
    await runCommand(window.page, 'DeerAPI: Sort by State');
    await rowsAre(
      window,
      'marathon longrunn · processing',
      'private-model morefiel · failed · The input image could not be read (code: PA)',
      'whisper textoutp · succeeded · 4.2 s',
      'musicgen onesound · succeeded · 4.2 s',
      'sdxl fourlake · succeeded · 13 s',
      'video-01 onevideo · succeeded · 4.2 s',
      'stopped canceled · canceled',
    );
  });

  it('takes off the rows that are selected, and puts them back', async () => {
    const before = await window.rowTexts();
    await window.row('whisper').click();
    await window.row('musicgen').click({ modifiers: ['ControlOrMeta'] });
    await window.chooseInMenu('musicgen', 'Stop Tracking');
    await rowsAre(window, ...before.filter((row) => !/whisper|musicgen/.test(row)));
    await undo(window, '2 predictions are no longer tracked.');
    await rowsAre(window, ...before);
  });

  it('takes off all that have finished, and puts them back', async () => {
    const before = await window.rowTexts();
    await runCommand(window.page, 'DeerAPI: Remove Finished Predictions');
    await rowsAre(window, 'marathon longrunn · processing');
    await undo(window, '6 predictions are no longer tracked.');
    await rowsAre(window, ...before);
  });

  it('has them in the same order after a reload of the window', async () => {
    const before = await window.rowTexts();
    await window.reload();
    await rowsAre(window, ...before);
  });
});

async function undo(window: PredictionsWindow, sentence: string): Promise<void> {
  await window.toast(sentence).getByRole('button', { name: 'Undo' }).click();
}

async function copy({ page }: PredictionsWindow, copied: string): Promise<void> {
  await page.evaluate((each) => navigator.clipboard.writeText(each), copied);
}

async function choose({ page }: PredictionsWindow, label: string): Promise<void> {
  await quickInputRows(page).filter({ hasText: label }).first().click();
}

async function takeFile(window: PredictionsWindow, name: string, content: string): Promise<void> {
  await writeFile(path.join(window.folder, name), content);
  await window.openTrackInput();
  await choose(window, 'From a file…');
  await choose(window, name);
}

/** Opens a file of the workspace by its name. */
async function open({ page }: PredictionsWindow, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await quickInput(page).fill(name);
  await quickInputRows(page).filter({ hasText: name }).first().click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

async function rowsAre(window: PredictionsWindow, ...texts: string[]): Promise<void> {
  await eventually(
    () => window.rowTexts(),
    (seen) => isDeepStrictEqual(seen, texts),
  );
}
