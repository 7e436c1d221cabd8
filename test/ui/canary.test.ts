import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Frame } from 'playwright-core';

import { json } from '../support/demoApi/scenario';
import { eventually } from '../support/eventually';
import { canary, canaryIn } from '../support/hostileApi/canary';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { quickInputRows, runCommand } from '../support/vscode/palette';

const echo = 'echooo4c8r1v6z3t5w0n8b2j7x';
const refusal = 'refuse4c8r1v6z3t5w0n8b2j7x';

describe('A key that a person has set, and that its server repeats wherever it can', () => {
  const window = PredictionsWindow.use({ hasKey: false, key: canary });
  before(async function () {
    this.timeout(120_000);
    const { demo } = window;
    demo.set(echoing(`${demo.origin}/files/lake-1.webp`, demo.elsewhere));
    demo.add({
      id: refusal,
      group: 'error',
      does: 'repeats the key',
      answer: () =>
        json(403, { error: { message: `no: ${canary} (request id: ${canary})`, code: canary } }),
    });
    await runCommand(window.page, 'DeerAPI: Set API Key…');
    await window.page.getByPlaceholder('Paste the API key').fill(canary);
    await window.page.keyboard.press('Enter');
    await window.toast('API key').waitFor();
    await window.clearToasts();
  });

  it('is not in what the window shows: rows, pages, documents, messages, the log channel', async () => {
    await window.lookUp(echo);
    await window.preview('[key]');
    await eventually(
      () => window.logText(),
      (text) => text.includes('using [key]'),
    );
    await isNotShown();
    await window.row('[key]').click();
    await window.page.keyboard.press('ArrowRight');
    await window.row('Input').click();
    await eventually(
      () => window.rowTexts(),
      (rows) => rows.includes('prompt [key]'),
    );
    await isNotShown();
    await runFor(echo, 'DeerAPI: Show Log');
    await eventually(
      () => window.editorText(),
      (text) => text.includes('using [key]'),
    );
    await isNotShown();
    await runFor(echo, 'DeerAPI: Open as JSON');
    await eventually(
      () => window.editorText(),
      (text) => text.includes('"model": "acme/[key]"'),
    );
    await isNotShown();
    await runCommand(window.page, 'DeerAPI: Show Summary');
    const summary = window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await summary.getByRole('row').filter({ hasText: 'acme/[key]' }).waitFor();
    await isNotShown();
  });

  it('is not in the message that tells why a look-up failed', async () => {
    await window.lookUp(refusal);
    await window.toast('[key]').waitFor();
    await isNotShown();
  });

  it('was sent to its API, and to no file’s server nor any other', () => {
    const { requests, origin } = window.demo;
    const withKey = requests.filter(
      ({ authorization }) => authorization?.includes(canary) === true,
    );
    assert.ok(withKey.length >= 2);
    for (const request of withKey) {
      assert.equal(request.origin, origin);
      assert.match(request.path, /^\/replicate\/v1\/predictions\/\w+$/);
    }
    for (const request of requests) assert.equal(canaryIn(request.path), undefined);
  });

  it('is in no file: no setting, no log, nothing that is kept, nothing in the folder that is open', async () => {
    await window.libraryFile(echo);
    const folders = [window.dataFolder, window.folder];
    for (const folder of folders) assert.deepEqual(await filesWithKey(folder), []);
    await writeFile(path.join(window.folder, 'planted.txt'), `key = ${canary}`);
    assert.deepEqual(await filesWithKey(window.folder), ['planted.txt'], 'it would be found');
  });

  async function runFor(id: string, title: string): Promise<void> {
    await runCommand(window.page, title);
    await window.page.getByPlaceholder('Choose a prediction').waitFor();
    await quickInputRows(window.page).filter({ hasText: id }).first().click();
  }

  async function isNotShown(): Promise<void> {
    for (const frame of window.page.frames()) {
      for (const text of await textsOf(frame)) assert.equal(canaryIn(text), undefined);
    }
  }
});

/** What a document holds and what it shows; nothing of one that goes meanwhile. */
async function textsOf(frame: Frame): Promise<readonly string[]> {
  try {
    return [await frame.content(), await frame.evaluate(() => document.body.innerText)];
  } catch (error) {
    if (frame.isDetached()) return [];
    throw error;
  }
}

/** Holds the key in each field that is shown anywhere. */
function echoing(file: string, elsewhere: string) {
  return {
    id: echo,
    model: `acme/${canary}`,
    version: canary,
    status: 'succeeded',
    input: { prompt: canary, [canary]: canary },
    output: [file, `said ${canary}`, { [canary]: canary }],
    logs: `using ${canary}\n`,
    error: canary,
    metrics: { [canary]: 1 },
    urls: { web: `https://replicate.com/p/${canary}`, get: `${elsewhere}/${canary}` },
  };
}

async function filesWithKey(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    const text = entry.isFile() ? await readFile(file, 'latin1').catch(() => '') : '';
    if (canaryIn(entry.name + text) !== undefined) found.push(path.relative(folder, file));
  }
  return found;
}
