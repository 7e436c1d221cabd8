import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

import { commands, window, workspace } from 'vscode';

import { eventually } from '../support/eventually';
import { previewTabs } from './extensionUnderTest';

const id = 'fourlakes8r1v6z3t5w0n8b2j7';

describe('The settings of a workspace', () => {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const settings = path.join(folder, '.vscode');
  let connections = 0;
  const elsewhere = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });

  before(async () => {
    elsewhere.listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const { port } = elsewhere.address() as AddressInfo; // a TCP server has no other kind
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    await mkdir(settings);
    await writeFile(
      path.join(settings, 'settings.json'),
      JSON.stringify({
        'deerapi.baseUrl': baseUrl,
        'deerapi.endpoints': { elsewhere: baseUrl },
        'deerapi.endpoint': 'elsewhere',
        'editor.tabSize': 7,
      }),
    );
  });

  after(async () => {
    elsewhere.close();
    await rm(settings, { recursive: true });
    await window.tabGroups.close([...previewTabs()]);
  });

  it('lead no request elsewhere', async () => {
    const tabSize = () => workspace.getConfiguration('editor').get<number>('tabSize');
    await eventually(
      () => Promise.resolve(tabSize()),
      (size) => size === 7,
    );
    await commands.executeCommand('deerapi.lookUp', id);
    await eventually(
      () => Promise.resolve(previewTabs().map(({ label }) => label)),
      (labels) => labels.some((label) => label.includes('sdxl')),
    );
    await commands.executeCommand('deerapi.refresh', id);
    assert.equal(connections, 0);
  });
});
