import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { FrameLocator } from 'playwright-core';

import { eventually } from '../support/eventually';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { quickInput, quickInputRows, runCommand } from '../support/vscode/palette';

const runs = [
  ...Array.from({ length: 12 }, (_, index) => runOf('alpine-lakes', index, 4 + index)),
  ...Array.from({ length: 5 }, (_, index) => runOf('night-sky', index, 30 + 3 * index)),
  { ...runOf('night-sky', 5, 3), status: 'failed', error: 'out of memory' },
  { ...runOf('alpine-lakes', 12, 3), status: 'canceled' },
];

describe('The summary', () => {
  const window = PredictionsWindow.use({
    settings: {
      'workbench.colorTheme': 'Default Dark Modern',
      'files.simpleDialog.enable': true,
    },
  });
  let page: FrameLocator;
  before(async function () {
    this.timeout(120_000);
    for (const run of runs) window.demo.set(run);
    await (await window.openTrackInput()).fill(runs.map(({ id }) => id).join(' '));
    await quickInputRows(window.page)
      .filter({ hasText: `Track ${runs.length} predictions` })
      .click();
    await eventually(
      () => window.rowTexts(),
      (rows) =>
        rows.length === runs.length && rows.every((row) => /succeeded|failed|canceled/.test(row)),
    );
    await runCommand(window.page, 'DeerAPI: Show Summary');
    page = window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  });

  it('shows how often each model succeeds and how long it takes', async () => {
    const alpine = page.getByRole('row').filter({ hasText: 'acme/alpine-lakes' });
    await alpine.getByText('100%').waitFor();
    await alpine.getByRole('img', { name: /^median 9 s, 95% within 15 s$/ }).waitFor();
    await page.getByRole('row').filter({ hasText: 'acme/night-sky' }).getByText('83%').waitFor();
    await window.clearToasts();
    await window.screenshot('summary');
  });

  it('is brought up to date when one more has ended', async () => {
    window.demo.set(runOf('river-bend', 0, 7));
    await window.lookUp(runOf('river-bend', 0, 7).id);
    await window.row('river-bend').waitFor();
    await runCommand(window.page, 'DeerAPI: Show Summary');
    await page.getByRole('row').filter({ hasText: 'acme/river-bend' }).waitFor();
  });

  it('is exported as CSV', async () => {
    await window.page.getByRole('button', { name: 'Export Summary as CSV…' }).click();
    await quickInput(window.page).waitFor();
    await window.page.keyboard.press('Enter');
    await window.page.getByRole('tab', { name: 'predictions.csv' }).waitFor();
    const csv = await readFile(path.join(window.folder, 'predictions.csv'), 'utf8');
    assert.equal(csv.trimEnd().split('\r\n').length, 1 + runs.length + 1);
  });
});

function runOf(name: string, index: number, seconds: number) {
  const endedAt = Date.parse('2026-11-20T10:00:00Z') + index * 3600_000;
  const at = (before: number) => new Date(endedAt - before * 1000).toISOString();
  return {
    id: `${name.replace('-', '')}${String(index).padStart(2, '0')}`.padEnd(26, '0'),
    model: `acme/${name}`,
    status: 'succeeded',
    output: 'done',
    logs: '',
    metrics: { predict_time: seconds },
    created_at: at(seconds + 1.5),
    started_at: at(seconds),
    completed_at: at(0),
  };
}
