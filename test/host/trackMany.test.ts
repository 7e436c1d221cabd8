import assert from 'node:assert/strict';

import { commands, env, window, type TextEditor } from 'vscode';

import { eventually } from '../support/eventually';

const sound = 'onesoundc8r1v6z3t5w0n8b2j7';
const video = 'onevideoc8r1v6z3t5w0n8b2j7';
const caption = 'textoutputr1v6z3t5w0n8b2j7';
const numbers = 'embedding8r1v6z3t5w0n8b2j7';
/** Ends after 7 s. */
const image = 'fluxquick7x4c8r1v6z3t5w0n8';
/** Ends after 8 s. */
const refused = 'nsfwfail2b7j5k1m8p4s0v6x3z';
/** Ends after a minute. */
const training = 'trainlora8r1v6z3t5w0n8b2j7';

describe('Many predictions, by command', () => {
  it('are tracked by their ids', async () => {
    await commands.executeCommand('deerapi.track', [sound, video]);
    assert.deepEqual(await tracked([sound, video, caption]), [sound, video]);
  });

  it('are tracked by a text that holds them', async () => {
    const url = `https://replicate.com/p/${caption}`;
    await commands.executeCommand('deerapi.track', `${sound}, ${url}\nnone here\n${training}`);
    assert.deepEqual(await tracked([sound, caption, training]), [sound, caption, training]);
  });

  it('are tracked by a text so long that it is read in a thread of its own', async () => {
    await commands.executeCommand('deerapi.track', `${'two words\n'.repeat(100_000)}${numbers}`);
    assert.deepEqual(await tracked([numbers]), [numbers]);
    await commands.executeCommand('deerapi.untrack', numbers);
  });

  it('are no longer tracked one by one', async () => {
    await commands.executeCommand('deerapi.untrack', sound);
    assert.deepEqual(await tracked([sound, video]), [video]);
  });

  it('are opened as JSON that cannot be edited', async () => {
    const { document } = await eventually(
      () => openJson(video),
      (editor) => answerIn(editor)['status'] === 'succeeded',
    );
    assert.equal(document.uri.scheme, 'deerapi');
    assert.equal(document.languageId, 'json');
    const text = document.getText();
    assert.match(text, /^\{\n {2}"version": "hidden",\n {2}"input": \{\n {4}"prompt"/);
    await commands.executeCommand('type', { text: 'x' });
    assert.equal(document.getText(), text);
  });

  it('keep their JSON up to date, but for those that are paused', async () => {
    await commands.executeCommand('deerapi.track', [image, refused]);
    await eventually(
      () => openJson(image),
      (editor) => answerIn(editor)['status'] === 'starting',
    );
    await commands.executeCommand('deerapi.pause', image);
    const { document } = await openJson(refused);
    // It ends after the other one, which is still shown as it was.
    await eventually(
      () => Promise.resolve(document.getText()),
      (text) => text.includes('"status": "failed"'),
    );
    assert.notEqual(answerIn(await openJson(image))['status'], 'succeeded');
    await commands.executeCommand('deerapi.resume', image);
    await eventually(
      () => openJson(image),
      (editor) => answerIn(editor)['status'] === 'succeeded',
    );
  });

  it('are all taken off that have finished', async () => {
    await commands.executeCommand('deerapi.clearFinished');
    assert.deepEqual(await tracked([video, caption, image, refused, training]), [training]);
  });
});

/** Those of the ids that are tracked: no other one can be copied. */
async function tracked(ids: readonly string[]): Promise<string[]> {
  const copied: string[] = [];
  for (const id of ids) {
    await env.clipboard.writeText('');
    await commands.executeCommand('deerapi.copyId', id);
    if ((await env.clipboard.readText()) === id) copied.push(id);
  }
  return copied;
}

async function openJson(id: string): Promise<TextEditor> {
  await commands.executeCommand('deerapi.openJson', id);
  const { activeTextEditor: editor } = window;
  assert.equal(editor?.document.uri.path, `/predictions/${id}.json`);
  return editor;
}

function answerIn({ document }: TextEditor): Readonly<Record<string, unknown>> {
  return JSON.parse(document.getText()) as Readonly<Record<string, unknown>>; // an object, as the API sends
}
