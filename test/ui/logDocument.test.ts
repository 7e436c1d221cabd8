import assert from 'node:assert/strict';

import { eventually } from '../support/eventually';
import { editorIsStored } from '../support/ui/storedState';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { quickInputRows } from '../support/vscode/palette';

/** Each is the model of one prediction, and begins its id. */
const names = ['marathon', 'novel', 'silent', 'failing', 'mute'];

const bar = (label: string, percent: number) =>
  `${label}: ${percent}%|${'█'.repeat(percent / 10).padEnd(10)}| ${(4 * percent) / 100}/4 [00:02<00:00, 2.00it/s]`;
const steps = (count: number, more = '') =>
  Array.from({ length: count }, (_, index) => `step ${index + 1} of many${more}\n`).join('');
const long = '.'.repeat(500);

const failedLog = [
  'WARNING: see (https://example.com/a?b=1), \u001b[36mhttps://example.com/blue\u001b[0m, https://example.com/end.',
  '[run](command:workbench.action.quit) command:workbench.action.quit',
  bar('Base', 100),
  'Traceback (most recent call last):',
  '  File "/src/predict.py", line 159, in predict',
  'torch.cuda.OutOfMemoryError: CUDA out of memory',
  '',
].join('\n');

function idOf(name: string): string {
  return name.padEnd(26, '0');
}

describe('The log of a prediction in a document', () => {
  const window = PredictionsWindow.use({ settings: { 'deerapi.polling.maxInterval': 1 } });
  before(async function () {
    this.timeout(120_000);
    serve('marathon', 'processing', steps(200));
    serve('novel', 'processing', steps(300, long));
    serve('silent', 'starting', '');
    serve('failing', 'failed', failedLog);
    serve('mute', 'starting', '');
    await (await window.openTrackInput()).fill(names.map(idOf).join(' '));
    await quickInputRows(window.page)
      .filter({ hasText: `Track ${names.length} predictions` })
      .click();
    await window.row('silent00 · starting').waitFor();
  });

  it('begins at the end of one that runs', async () => {
    await showLog('marathon');
    await tab('marathon · marathon.log').waitFor();
    await editorShows('step 200 of many');
    assert.doesNotMatch(await window.editorText(), /step 1 of many/);
  });

  it('goes on with it, and stays at its end', async () => {
    serve('marathon', 'processing', steps(300));
    await editorShows('step 300 of many');
    serve('marathon', 'processing', `${steps(300)}${bar('Base', 50)}\r`);
    await editorShows('Base 2/4 · 2 s · 2.00 it/s');
  });

  it('does not move for a person who has scrolled up', async () => {
    await pressInEditor('Control+Home');
    await editorShows('step 1 of many');
    // What would be scrolled to after the first growth is scrolled to before the second.
    for (const count of [400, 500]) {
      await growsWith(() => {
        serve('marathon', 'processing', `${steps(count)}${bar('Base', 50)}\r`);
      });
    }
    assert.match(await window.editorText(), /step 1 of many/);
    await pressInEditor('Control+End');
    await editorShows('step 500 of many');
    serve('marathon', 'processing', `${steps(600)}${bar('Base', 50)}\r`);
    await editorShows('step 600 of many');
  });

  it('is at its end again for a person who comes back to it', async () => {
    await tab('marathon').dblclick();
    await showLog('failing');
    await tab('failing').waitFor();
    serve('marathon', 'processing', `${steps(700)}${bar('Base', 75)}\r`);
    await window.row('marathon · 75%').waitFor();
    await window.page.locator('.tab', { hasText: 'marathon.log' }).click();
    await editorShows('Base 3/4 · 2 s · 2.00 it/s');
    serve('marathon', 'processing', `${steps(800)}${bar('Base', 75)}\r`);
    await editorShows('step 800 of many');
  });

  it('tells how it ended as the log does, and nothing else', async () => {
    serve('marathon', 'succeeded', `${steps(800)}${bar('Base', 100)}\nsaved\ndone`);
    await editorShows('done');
    const text = await window.editorText();
    assert.match(text, /step 800 of many\nBase 4\/4 · 2 s · 2\.00 it\/s\nsaved\ndone\n*$/);
  });

  it('cannot be edited', async () => {
    await pressInEditor('x');
    await window.page.getByText('What the server has sent cannot be edited.').first().waitFor();
    await window.page.keyboard.press('Escape');
  });

  it('keeps what is selected in a long one that grows', async () => {
    await showLog('novel');
    await editorShows('step 300 of many');
    await pressInEditor('Control+Home', ...Array<string>(4).fill('Shift+ArrowRight'));
    await statusBarSays('4 selected');
    await growsWith(() => {
      serve('novel', 'processing', steps(600, long));
    });
    await statusBarSays('4 selected');
  });

  it('says that there is none yet, until there is one', async () => {
    await showLog('silent');
    await editorShows('This prediction has not written a log yet.');
    serve('silent', 'processing', 'hello\n');
    await editorShows('hello');
    assert.doesNotMatch(await window.editorText(), /has not written/);
  });

  it('has the end of one that failed, its links, and no link that the server made up', async () => {
    await showLog('failing');
    await editorShows('torch.cuda.OutOfMemoryError: CUDA out of memory');
    await pressInEditor('Control+Home');
    const links = window.page.locator('.editor-group-container .detected-link');
    await eventually(
      () => links.allTextContents(),
      (texts) => texts.length >= 3,
    );
    assert.deepEqual(await links.allTextContents(), [
      'https://example.com/a?b=1',
      'https://example.com/blue',
      'https://example.com/end',
    ]);
  });

  it('is coloured', async () => {
    const colours = await Promise.all(
      ['WARNING', 'Traceback (most recent call last):', 'Base', 'see '].map(colourOf),
    );
    assert.equal(new Set(colours).size, colours.length, colours.join(' '));
  });

  it('leads to its stages and to what went wrong', async () => {
    await window.page.keyboard.press('Control+Shift+O');
    const symbols = quickInputRows(window.page);
    await symbols.filter({ hasText: 'torch.cuda.OutOfMemoryError' }).waitFor();
    await symbols.filter({ hasText: 'Base' }).click();
    await statusBarSays('Ln 3, Col 1');
    await breadcrumbLeadsTo('Base');
  });

  it('is there again after a reload of the window, and goes on', async () => {
    await showLog('silent');
    await editorShows('hello');
    await editorIsStored(window.page, /silent00\.log/);
    await window.reload();
    await editorShows('hello');
    serve('silent', 'processing', 'hello\nworld\n');
    await editorShows('world');
    await statusBarSays('DeerAPI Log');
  });

  it('says that one which has ended wrote none', async () => {
    serve('mute', 'succeeded', '');
    await window.row('mute0000 · succeeded').waitFor();
    await showLog('mute');
    await editorShows('This prediction wrote no log.');
  });

  function serve(name: string, status: string, logs: string): void {
    const model = `acme/${name}`;
    window.demo.set({ id: idOf(name), status, logs, model, input: {}, output: null });
  }

  async function showLog(model: string): Promise<void> {
    await window.chooseInMenu(model, 'Show Log');
  }

  function tab(title: string) {
    return window.page.locator('.tab.active', { hasText: title });
  }

  async function editorShows(text: string): Promise<void> {
    await eventually(
      () => window.editorText(),
      (seen) => seen.includes(text),
    );
  }

  /** Waits until the scrollbar's slider tells of more lines. */
  async function growsWith(act: () => void): Promise<void> {
    const slider = window.page.locator(
      '.overflow-guard > .editor-scrollable > .vertical > .slider',
    );
    const height = () => slider.evaluate((element) => element.clientHeight);
    const before = await height();
    act();
    await eventually(height, (after) => after < before);
  }

  async function pressInEditor(...keys: string[]): Promise<void> {
    await window.page.locator('.editor-instance').click();
    for (const key of keys) await window.page.keyboard.press(key);
  }

  async function breadcrumbLeadsTo(name: string): Promise<void> {
    await window.page.locator('.breadcrumbs-control', { hasText: name }).waitFor();
  }

  async function statusBarSays(text: string): Promise<void> {
    await window.statusItem(text).waitFor();
  }

  async function colourOf(text: string): Promise<string> {
    const piece = window.page.locator('.editor-group-container .view-line span span', {
      hasText: text.replaceAll(' ', '\u00a0'),
    });
    return piece.first().evaluate((element) => getComputedStyle(element).color);
  }
});
