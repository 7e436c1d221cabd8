import assert from 'node:assert/strict';

import { CancellationTokenSource, commands, LanguageModelTextPart, lm, window } from 'vscode';

import { eventually } from '../support/eventually';
import { extensionUnderTest, previewTabs } from './extensionUnderTest';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';
const unknown = 'fourlakes8r1v6z3t5w0n8b2j7';

describe('A tool for language models', () => {
  before(async () => {
    await extensionUnderTest().activate();
    await commands.executeCommand('deerapi.lookUp', id);
  });
  after(async () => {
    for (const tracked of [id, unknown]) await commands.executeCommand('deerapi.untrack', tracked);
    await window.tabGroups.close([...previewTabs()]);
  });

  it('is offered for one prediction and for the list', async () => {
    const names = () => Promise.resolve(lm.tools.map(({ name }) => name));
    const both = ['get_prediction', 'list_predictions'];
    await eventually(names, (offered) => both.every((name) => offered.includes(name)));
    const tool = lm.tools.find(({ name }) => name === 'get_prediction');
    assert.match(tool?.description ?? '', /Read-only/);
  });

  it('tells all about a prediction that is tracked, and hands its image over', async () => {
    // The preview fetches it.
    const content = await eventually(
      () => callTool('get_prediction', { id }),
      (parts) => parts.length > 1,
    );
    assert.match(textIn(content), /"status": "succeeded"/);
    assert.match(textIn(content), /attached as image 1/);
    const [, image] = content;
    assert.ok(typeof image === 'object' && image !== null && 'mimeType' in image);
    assert.match(String(image.mimeType), /^image\//);
  });

  it('lists what is tracked', async () => {
    assert.match(textIn(await callTool('list_predictions', { limit: 5 })), new RegExp(id));
  });

  it('says to a model what is wrong with its call', async () => {
    const { message } = await failureOf(callTool('get_prediction', { id: 'owner/model' }));
    assert.match(message, /There is no prediction’s ID in “owner\/model”/);
  });

  it('looks up what is not tracked, once VS Code lets it, and puts it on the list', async () => {
    const content = await callTool('get_prediction', { id: unknown });
    assert.match(textIn(content), /"status": "succeeded"/);
    assert.ok(content.length > 1, 'there is no image');
    assert.match(textIn(await callTool('list_predictions', {})), new RegExp(unknown));
  });

  it('says to a model what to do where there is no such prediction', async () => {
    const { message } = await failureOf(callTool('get_prediction', { id: 'error-404' }));
    assert.match(message, /knows no prediction.*Do not guess IDs/);
  });
});

async function callTool(name: string, input: object): Promise<unknown[]> {
  const cancellation = new CancellationTokenSource();
  const options = { input, toolInvocationToken: undefined };
  const { content } = await lm.invokeTool(name, options, cancellation.token);
  cancellation.dispose();
  return content;
}

function textIn([first]: readonly unknown[]): string {
  assert.ok(first instanceof LanguageModelTextPart);
  return first.value;
}

async function failureOf(call: Promise<unknown>): Promise<Error> {
  const failure: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(failure instanceof Error, 'it did not fail');
  return failure;
}
