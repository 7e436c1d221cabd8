import assert from 'node:assert/strict';

import { commands, window, workspace, type DocumentSymbol, type TextDocument } from 'vscode';

import { eventually } from '../support/eventually';
import { tabs } from './extensionUnderTest';

/** A download and three stages in 30 s. */
const stages = 'refinestagesv6z3t5w0n8b2j7';
/** Fails after 14 s. */
const unlucky = 'tracebackfail6z3t5w0n8b2j7';
const silent = 'onesoundc8r1v6z3t5w0n8b2j7';

describe('The log document', () => {
  before(() => commands.executeCommand('deerapi.track', [stages, unlucky, silent]));

  it('has a name for people, a language of its own and what runs so far', async () => {
    const document = await openLog(stages);
    assert.match(document.uri.path, new RegExp(`/${stages}/(sdxl-refiner · )?refinest\\.log$`));
    assert.equal(document.languageId, 'deerapi-log');
    await eventually(textOf(document), (text) => /^Base \d+\/40 · /m.test(text));
  });

  it('has stages that grow, in its outline', async () => {
    const document = await openLog(stages);
    const { detail, selectionRange } = await eventually(
      async () => (await symbolsOf(document)).find(({ name }) => name === 'Base'),
      (symbol) => symbol !== undefined,
    ).then((symbol) => symbol ?? assert.fail());
    assert.match(detail, /^\d+\/40 · [\d.]+ s$/);
    assert.match(document.getText(selectionRange), /^Base \d+\/40 · /);
  });

  it('is one document, however often it is opened', async () => {
    await openLog(stages);
    await openLog(stages);
    assert.equal(tabs().filter(({ label }) => label.endsWith('refinest.log')).length, 1);
  });

  it('has what went wrong in its outline once it has failed', async function () {
    this.timeout(40_000);
    const document = await openLog(unlucky);
    const symbols = await eventually(
      () => symbolsOf(document),
      (all) => all.some(({ name }) => name === 'torch.cuda.OutOfMemoryError'),
    );
    const last = symbols.at(-1);
    assert.equal(last?.detail, 'CUDA out of memory. Tried to allocate 16.00 GiB');
    assert.equal(last.range.end.line - last.range.start.line, 3);
  });

  it('says of one without a log that it wrote none', async () => {
    const document = await openLog(silent);
    await eventually(textOf(document), (text) => text === 'This prediction wrote no log.');
    assert.deepEqual(await symbolsOf(document), []);
  });

  it('is what it is, whatever encoding the person has chosen for files', async () => {
    const files = workspace.getConfiguration('files');
    await files.update('encoding', 'gbk', true);
    try {
      await commands.executeCommand('workbench.action.closeAllEditors');
      const document = await openLog(unlucky);
      assert.match(document.getText(), /^Base \d+\/30 · \d/m);
    } finally {
      await files.update('encoding', undefined, true);
    }
  });

  after(() => commands.executeCommand('workbench.action.closeAllEditors'));
});

async function openLog(id: string): Promise<TextDocument> {
  await commands.executeCommand('deerapi.showLog', id);
  const { activeTextEditor: editor } = window;
  assert.ok(editor);
  assert.ok(editor.document.uri.path.includes(`/${id}/`), editor.document.uri.path);
  return editor.document;
}

function textOf(document: TextDocument): () => Promise<string> {
  return () => Promise.resolve(document.getText());
}

async function symbolsOf({ uri }: TextDocument): Promise<DocumentSymbol[]> {
  const found = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return found ?? [];
}
