import assert from 'node:assert/strict';

import type { Page } from 'playwright-core';

import { eventually } from '../support/eventually';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { runCommand } from '../support/vscode/palette';

const running = 'twowindows8r1v6z3t5w0n8b2j';

describe('Two windows', () => {
  const window = PredictionsWindow.use();
  let other: Page;

  before(async function () {
    this.timeout(120_000);
    other = await window.openAnother();
    await runCommand(other, 'View: Show DeerAPI');
  });

  it('show in one what is looked up in the other', async () => {
    serve('processing', '10%|█         | 10/100 [00:10<01:30, 1it/s]\r');
    await window.lookUp(running);
    await window.row('acme').waitFor();
    await rowOf(other).getByText('10%').waitFor();
  });

  it('ask for it once, not each for itself', async () => {
    const asked = () => window.demo.requests.filter(({ path }) => path.endsWith(running));
    const before = asked().length;
    await eventually(
      () => Promise.resolve(asked().length),
      (count) => count >= before + 6,
    );
    const gaps = asked()
      .slice(before)
      .map(({ at }, index, all) => at - (all[index - 1]?.at ?? at - 1000));
    // One, as the asking may pass from one window to the other just then.
    assert.ok(
      gaps.filter((gap) => gap < 400).length <= 1,
      `asked again after ${gaps.join(', ')} ms`,
    );
  });

  it('show in one how it ended in the other, and what is taken off there', async () => {
    serve('succeeded', '');
    await rowOf(other).getByText('succeeded').waitFor();
    await runCommand(other, 'DeerAPI: Remove Finished Predictions');
    await rowOf(window.page).waitFor({ state: 'detached' });
  });

  function serve(status: string, logs: string): void {
    window.demo.set({ id: running, model: 'acme/acme', status, logs });
  }

  function rowOf(page: Page) {
    return page.locator('.part.sidebar .monaco-list-row', { hasText: 'twowindo' }).first();
  }
});
