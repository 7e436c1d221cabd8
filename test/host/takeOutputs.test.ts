import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { commands, env, TabInputCustom, Uri, version, ViewColumn, window, workspace } from 'vscode';

import { eventually } from '../support/eventually';
import { tabs } from './extensionUnderTest';

const lakes = 'fourlakes8r1v6z3t5w0n8b2j7';
const caption = 'textoutputr1v6z3t5w0n8b2j7';
const numbers = 'embedding8r1v6z3t5w0n8b2j7';
const inline = 'datauri4c8r1v6z3t5w0n8b2j7';
const partlyGone = 'filesgone8r1v6z3t5w0n8b2j7';
const removed = 'dataremoved1v6z3t5w0n8b2j7';

describe('What predictions have made', () => {
  const folder = () => workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder');
  const all = [lakes, caption, numbers, inline, partlyGone, removed];
  before(async () => {
    await commands.executeCommand('deerapi.track', all);
    for (const id of all) await commands.executeCommand('deerapi.refresh', id);
  });
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => {
    for (const id of all) await commands.executeCommand('deerapi.untrack', id);
    for (const name of ['notes.md', 'second-notes.md', 'third-notes.md', 'images']) {
      await rm(path.join(folder(), name), { recursive: true, force: true });
    }
  });

  it('has URLs that can be copied: all of a prediction, or one', async () => {
    const urls = await copied('deerapi.copyOutputUrl', lakes);
    assert.deepEqual(
      urls.split('\n').map((url) => path.posix.basename(url)),
      ['lake-1.webp', 'lake-2.webp', 'lake-3.webp', 'lake-4.webp'],
    );
    assert.match(await copied('deerapi.copyOutputUrl', lakes, 2), /\/lake-3\.webp$/);
  });

  it('has the URLs of those rows that are selected', async () => {
    const row = (index: number) => ({ type: 'output', predictionId: lakes, index });
    const urls = await copied('deerapi.copyOutputUrl', row(3), [row(3), row(0)]);
    assert.match(urls, /^\S+lake-1\.webp\n\S+lake-4\.webp$/);
  });

  it('leaves the clipboard alone where there is nothing to copy', async () => {
    for (const [command, ...args] of [
      ['deerapi.copyOutputUrl', caption],
      ['deerapi.copyOutputUrl', inline],
      ['deerapi.copyOutputPath', numbers],
      ['deerapi.copyOutputUrl', removed],
      ['deerapi.copyOutputUrl', lakes, 9],
      ['deerapi.copyOutputPath', partlyGone, 1],
      ['deerapi.copyOutputUrl', 'nosuchprediction'],
    ] as const) {
      assert.equal(await copied(command, ...args), 'as before', `${command} ${args.join(' ')}`);
    }
  });

  it('is on disk, at paths that can be copied', async () => {
    const file = await copied('deerapi.copyOutputPath', inline);
    assert.match(file, /\.webp$/);
    assert.equal((await readFile(file)).subarray(8, 12).toString(), 'WEBP');
    const paths = await copied('deerapi.copyOutputPath', partlyGone);
    assert.doesNotMatch(paths, /\n/, 'the one that is left');
  });

  it('opens in the editor that VS Code has for it, under the name that its server gave it', async () => {
    await commands.executeCommand('deerapi.openOutput', lakes, 1);
    const tab = await eventually(
      () => Promise.resolve(tabs().find(({ input }) => input instanceof TabInputCustom)),
      (found) => found !== undefined,
    );
    assert.ok(tab?.input instanceof TabInputCustom);
    assert.equal(tab.input.viewType, 'imagePreview.previewEditor');
    // The oldest VS Code gives such a tab the name of its file, whatever it is asked for.
    const isOldest = version.startsWith('1.100.');
    assert.match(tab.label, isOldest ? /^lake-2-\w{12}\.webp$/ : /^lake-2\.webp$/);
  });

  it('opens as a text or as JSON where it stood in the answer', async () => {
    await commands.executeCommand('deerapi.openOutput', caption);
    assert.match(window.activeTextEditor?.document.getText() ?? '', /^At first light the lake/);
    assert.match(window.activeTextEditor?.document.uri.path ?? '', /\/whisper-1\.txt$/);
    await commands.executeCommand('deerapi.openOutput', numbers);
    const { document } = window.activeTextEditor ?? assert.fail('nothing was opened');
    assert.equal(document.languageId, 'json');
    assert.equal((JSON.parse(document.getText()) as unknown[]).length, 384);
  });

  it('goes into a document as Markdown, with a copy of its file beside it', async () => {
    const notes = path.join(folder(), 'notes.md');
    await writeFile(notes, '');
    await window.showTextDocument(Uri.file(notes));
    await commands.executeCommand('deerapi.insertMarkdown', lakes, 1);
    const link = `![a lake at four times of the day](images/sdxl-${lakes}-2.webp)`;
    assert.equal(window.activeTextEditor?.document.getText(), link);
    const copy = await readFile(path.join(folder(), 'images', `sdxl-${lakes}-2.webp`));
    assert.equal(copy.subarray(8, 12).toString(), 'WEBP');
    await commands.executeCommand('deerapi.insertMarkdown', lakes, 1);
    assert.deepEqual(await readdir(path.join(folder(), 'images')), [`sdxl-${lakes}-2.webp`]);
    await commands.executeCommand('deerapi.insertMarkdown', caption);
    assert.match(window.activeTextEditor.document.getText(), /At first light the lake/);
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('does not take the place of another file in the document’s folder', async () => {
    // VS Code may yet read anew the document of the test before.
    const notes = path.join(folder(), 'second-notes.md');
    const mine = path.join(folder(), 'images', `sdxl-${lakes}-2.webp`);
    await writeFile(notes, '');
    await writeFile(mine, 'mine');
    await window.showTextDocument(Uri.file(notes));
    await commands.executeCommand('deerapi.insertMarkdown', lakes, 1);
    assert.match(window.activeTextEditor?.document.getText() ?? '', /-2%20%282%29\.webp\)$/);
    assert.equal(await readFile(mine, 'utf8'), 'mine');
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('is not saved under a pattern that names no file', async () => {
    const settings = workspace.getConfiguration('deerapi');
    await settings.update('outputs.fileName', '{modle}', true);
    try {
      // Else it would wait for the person to choose a place.
      await commands.executeCommand('deerapi.saveOutputs', lakes);
    } finally {
      await settings.update('outputs.fileName', undefined, true);
    }
  });

  it('goes into the document in sight where the active one cannot be edited', async () => {
    const notes = path.join(folder(), 'third-notes.md');
    await writeFile(notes, '');
    const document = await workspace.openTextDocument(notes);
    await commands.executeCommand('deerapi.openJson', lakes);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Two, preserveFocus: true });
    assert.notEqual(window.activeTextEditor?.document, document);
    await commands.executeCommand('deerapi.insertMarkdown', caption);
    assert.match(document.getText(), /^At first light the lake/);
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('goes into no document that has no folder, nor into one that cannot be edited', async () => {
    const { document } = await window.showTextDocument(await workspace.openTextDocument());
    await commands.executeCommand('deerapi.insertMarkdown', lakes, 1);
    assert.equal(document.getText(), '');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('deerapi.openJson', lakes);
    const before = window.activeTextEditor?.document.getText();
    await commands.executeCommand('deerapi.insertMarkdown', caption);
    assert.equal(window.activeTextEditor?.document.getText(), before);
  });
});

/** What the clipboard holds after the command; `as before` where that is nothing new. */
async function copied(command: string, ...args: readonly unknown[]): Promise<string> {
  await env.clipboard.writeText('as before');
  await commands.executeCommand(command, ...args);
  return env.clipboard.readText();
}
