import assert from 'node:assert/strict';

import { commands, env } from 'vscode';

import { contributedCommands, extensionUnderTest } from './extensionUnderTest';

describe('The commands', () => {
  before(async () => {
    await extensionUnderTest().activate();
  });

  it('are all there once the extension is active', async () => {
    const registered = new Set(await commands.getCommands(true));
    assert.deepEqual(
      contributedCommands().filter((id) => !registered.has(id)),
      [],
    );
  });

  it('do not throw when nothing is tracked and nothing is given', async () => {
    for (const id of contributedCommands().filter((id) => !asksFirst.has(id))) {
      await assert.doesNotReject(async () => commands.executeCommand(id), id);
    }
  });

  it('do not throw for an id that is not tracked, nor for arguments of another kind', async () => {
    for (const argument of ['nosuchprediction', 42, { predictionId: 7 }, null]) {
      await commands.executeCommand('deerapi.copyId', argument);
      await commands.executeCommand('deerapi.refresh', argument);
    }
  });

  it('copy the id of a prediction that was looked up', async () => {
    await commands.executeCommand('deerapi.lookUp', 'hvmbv5hndhrme0cpws2rnqqf60');
    await commands.executeCommand('deerapi.copyId', 'hvmbv5hndhrme0cpws2rnqqf60');
    assert.equal(await env.clipboard.readText(), 'hvmbv5hndhrme0cpws2rnqqf60');
  });

  it('do what they do with those rows that are still there', async () => {
    const row = (predictionId: string) => ({ type: 'prediction', predictionId });
    const gone = row('takenoffelsewhere');
    const there = row('hvmbv5hndhrme0cpws2rnqqf60');
    await env.clipboard.writeText('');
    await commands.executeCommand('deerapi.copyId', gone, [gone, there]);
    assert.equal(await env.clipboard.readText(), 'hvmbv5hndhrme0cpws2rnqqf60');
    await env.clipboard.writeText('as before');
    await commands.executeCommand('deerapi.copyId', gone, [gone, row('thisonetoo')]);
    assert.equal(await env.clipboard.readText(), 'as before');
  });
});

/** They wait for the person; the tests of the window go through them. */
const asksFirst = new Set([
  'deerapi.lookUp',
  'deerapi.track',
  'deerapi.filter',
  'deerapi.setApiKey',
  'deerapi.switchEndpoint',
  // It tracks one.
  'deerapi.showSample',
]);
