import assert from 'node:assert/strict';

import {
  commands,
  MarkdownString,
  Position,
  workspace,
  type DocumentLink,
  type Hover,
  type TextDocument,
} from 'vscode';

import { extensionUnderTest } from './extensionUnderTest';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';
const code = [
  `prediction = replicate.predictions.get("${id}")`,
  `url = "https://api.deerapi.com/replicate/v1/predictions/${id}"`,
  'checksum = "9fceb02d0ae598e95dc970b74767f19372d61af8"',
].join('\n');

describe('An id in code', () => {
  let document: TextDocument;
  before(async () => {
    await extensionUnderTest().activate();
    document = await workspace.openTextDocument({ language: 'python', content: code });
  });

  it('is a link that looks it up, alone and in a URL', async () => {
    const links = await commands.executeCommand<DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    const lookUps = links.filter(({ target }) => target?.path === 'deerapi.lookUp');
    assert.deepEqual(
      lookUps.map(({ range }) => document.getText(range)),
      [id, `https://api.deerapi.com/replicate/v1/predictions/${id}`],
    );
    for (const { target } of lookUps) assert.equal(target?.query, JSON.stringify([id]));
  });

  it('tells how its prediction is doing, once that is known', async () => {
    await commands.executeCommand('deerapi.lookUp', id);
    const [state] = await hoverTexts(0, code.indexOf(id) + 3);
    // Some versions of VS Code escape what others do not.
    assert.match(state?.value.replaceAll('\\', '') ?? '', /^stable-diffusion.*succeeded/);
    assert.ok(state?.isTrusted !== true);
  });

  it('is not to be found in a hash', async () => {
    assert.deepEqual(await hoverTexts(2, 20), []);
  });

  async function hoverTexts(line: number, character: number): Promise<MarkdownString[]> {
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(line, character),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .filter((text) => text instanceof MarkdownString);
  }
});
