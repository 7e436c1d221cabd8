import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { commands, workspace, window } from 'vscode';

import { eventually } from '../support/eventually';
import { previewTabs } from './extensionUnderTest';

describe('A look-up by command', () => {
  beforeEach(async () => {
    await window.tabGroups.close([...previewTabs()]);
    await previewsAre();
  });

  it('opens the preview under the name of the model', async () => {
    await commands.executeCommand('deerapi.lookUp', 'hvmbv5hndhrme0cpws2rnqqf60');
    await previewsAre('stable-diffusion-3.5-large');
  });

  it('takes a URL for the id that it holds', async () => {
    const url = 'https://api.replicate.com/v1/predictions/fourlakes8r1v6z3t5w0n8b2j7/cancel';
    await commands.executeCommand('deerapi.lookUp', url);
    await previewsAre('sdxl');
  });

  it('uses one tab, however many predictions are looked at', async () => {
    for (let round = 0; round < 10; round += 1) {
      await commands.executeCommand('deerapi.preview', 'hvmbv5hndhrme0cpws2rnqqf60');
      await commands.executeCommand('deerapi.preview', 'fourlakes8r1v6z3t5w0n8b2j7');
    }
    await previewsAre('sdxl');
  });

  it('opens nothing for what the server does not know', async () => {
    await commands.executeCommand('deerapi.lookUp', 'error-404');
    await previewsAre();
  });

  it('is not sent elsewhere by the settings of a workspace', async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');
    const settings = path.join(folder, '.vscode', 'settings.json');
    await mkdir(path.dirname(settings), { recursive: true });
    const changed = new Promise<void>((resolve) => {
      const listener = workspace.onDidChangeConfiguration(() => {
        listener.dispose();
        resolve();
      });
    });
    try {
      await writeFile(
        settings,
        JSON.stringify({ 'deerapi.baseUrl': 'https://attacker.invalid/v1', 'editor.rulers': [7] }),
      );
      await changed;
      assert.deepEqual(workspace.getConfiguration('editor').get('rulers'), [7]);
      await commands.executeCommand('deerapi.lookUp', 'hvmbv5hndhrme0cpws2rnqqf60');
      await previewsAre('stable-diffusion-3.5-large');
    } finally {
      await rm(path.dirname(settings), { recursive: true });
    }
  });
});

/** VS Code tells of its tabs a moment later. */
async function previewsAre(...labels: string[]): Promise<void> {
  await eventually(
    () => Promise.resolve(previewTabs().map(({ label }) => label)),
    (seen) => isDeepStrictEqual(seen, labels),
  );
}
