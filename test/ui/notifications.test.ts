import assert from 'node:assert/strict';

import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { eventually } from '../support/eventually';
import { quickInputRows, runCommand } from '../support/vscode/palette';

const names = ['alder', 'birch', 'cedar', 'larch', 'maple'];

function idOf(name: string): string {
  return name.padEnd(26, '0');
}

describe('A notification', () => {
  const window = PredictionsWindow.use({ settings: { 'deerapi.polling.maxInterval': 1 } });

  it('tells how the only one that ran has ended', async () => {
    serve('aspen', 'processing');
    await window.lookUp(idOf('aspen'));
    await window.preview('aspen');
    await runCommand(window.page, 'View: Close All Editors');
    await window.lookAway();
    serve('aspen', 'succeeded');
    await window.toast('aspen: succeeded').waitFor();
  });

  it('is not shown to a person who looks at the list', async () => {
    for (const name of names) serve(name, 'processing');
    await (await window.openTrackInput()).fill(names.map(idOf).join(' '));
    await quickInputRows(window.page).filter({ hasText: 'Track 5 predictions' }).click();
    await runCommand(window.page, 'DeerAPI: Focus on Predictions View');
    await window.row('maple').waitFor();
    await window.clearToasts();
    serve('alder', 'succeeded');
    await window.row('alder000 · succeeded').waitFor();
    await window.lookAway();
    assert.equal(await toasts(), 0);
  });

  it('tells of several that end together, and leads to the list', async () => {
    serve('birch', 'succeeded');
    serve('cedar', 'failed');
    const toast = window.toast('2 predictions have ended: 1 succeeded, 1 failed');
    await toast.waitFor();
    assert.equal(await toasts(), 1);
    await window.screenshot('notification');
    await toast.getByRole('button', { name: 'Show Predictions' }).click();
    await window.row('cedar000 · failed').waitFor();
  });

  it('tells how one has ended, and is not shown again where that is wished', async () => {
    await window.lookAway();
    serve('larch', 'succeeded');
    const toast = window.toast('larch: succeeded');
    await toast.getByRole('button', { name: 'Don’t Show Again' }).click();
    await window.statusItem('brings notifications back').waitFor();
    serve('maple', 'succeeded');
    await eventually(
      () => window.logText(),
      (text) => /maple000\s+── succeeded/.test(text),
    );
    await window.page.waitForTimeout(3000);
    assert.equal(await toasts(), 0);
  });

  function serve(name: string, status: string): void {
    const error = status === 'failed' ? 'out of memory' : null;
    window.demo.set({ id: idOf(name), status, model: `acme/${name}`, logs: '', error });
  }

  function toasts(): Promise<number> {
    return window.page.locator('.notifications-toasts .notification-list-item').count();
  }
});
