import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';

import { eventually } from '../support/eventually';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { json } from '../support/demoApi/scenario';
import { quickInputRows, runCommand } from '../support/vscode/palette';

const sprint = 'sprintruns8r1v6z3t5w0n8b2j';
const marathon = 'marathonrun1v6z3t5w0n8b2j7';
const relay = 'relayruns8r1v6z3t5w0n8b2j7';
const hurdles = 'hurdlesrun1v6z3t5w0n8b2j7k';
const all = [sprint, marathon, relay, hurdles];

describe('Following many predictions', () => {
  const window = PredictionsWindow.use({ settings: { 'deerapi.polling.maxInterval': 1 } });
  before(async function () {
    this.timeout(120_000);
    for (const id of all) serve(window, id, 'starting');
    await (await window.openTrackInput()).fill(all.join(' '));
    await quickInputRows(window.page).filter({ hasText: 'Track 4 predictions' }).click();
    await rowSays(window, /^hurdles .*starting$/);
  });

  it('asks no more for one that is paused', async () => {
    await window.chooseInMenu('sprint', 'Pause Following');
    await rowSays(window, /^sprint .*paused/);
    const asked = asks(window, sprint);
    await moreAsks(window, marathon, 3);
    assert.equal(asks(window, sprint), asked);
  });

  it('keeps it paused over a reload of the window, and goes on when told to', async () => {
    await window.reload();
    await rowSays(window, /^sprint .*paused/);
    const asked = asks(window, sprint);
    await moreAsks(window, marathon, 2);
    assert.equal(asks(window, sprint), asked);
    await window.clickInRow('sprint', 'Resume Following');
    await rowSays(window, /^sprint .*starting$/);
    await moreAsks(window, sprint, 2);
  });

  it('shows an answer as JSON that cannot be edited and stays up to date', async () => {
    await window.chooseInMenu('marathon', 'Open as JSON');
    await editorShows(window, '  "status": "starting",');
    await window.page.locator('.editor-group-container .view-lines').click();
    await window.page.keyboard.type('x');
    await window.page.getByText('What the server has sent cannot be edited.').first().waitFor();
    serve(window, marathon, 'succeeded');
    await editorShows(window, '  "status": "succeeded",');
    await rowSays(window, /^marathon .*succeeded/);
  });

  it('says that one has no web page, and opens the page of another', async () => {
    await runCommand(window.page, 'DeerAPI: Open in Browser');
    await quickInputRows(window.page).filter({ hasText: 'relay' }).click();
    await window.toast(`Prediction ${relay} has no page on replicate.com`).waitFor();
    const web = `https://replicate.com/p/${relay}`;
    serve(window, relay, 'processing', { urls: { web } });
    await rowSays(window, /^relay .*processing$/);
    await window.chooseInMenu('relay', 'Open in Browser');
    const question = window.page.getByRole('dialog').filter({ hasText: web });
    await question.getByRole('button', { name: 'Cancel' }).click();
  });

  it('stops following one that the server refuses, until a person tries again', async () => {
    refuse(window, sprint, 403);
    await rowSays(window, /^sprint .*HTTP 403/);
    const asked = asks(window, sprint);
    await moreAsks(window, relay, 2);
    assert.equal(asks(window, sprint), asked);
    serve(window, sprint, 'processing');
    await window.clickInRow('sprint', 'Refresh');
    await rowSays(window, /^sprint .*processing$/);
    await moreAsks(window, sprint, 2);
  });

  it('asks no more for one that the server no longer knows, and keeps it', async () => {
    refuse(window, relay, 404);
    await rowSays(window, /^relay .*no longer on the server/);
    const asked = asks(window, relay);
    await moreAsks(window, sprint, 2);
    assert.equal(asks(window, relay), asked);
  });

  it('says that the API is out of reach and when it is tried again, and goes on by itself', async () => {
    await window.demo.goOffline();
    await rowSays(window, /^sprint .*offline · retrying (in \d+ s|now)$/);
    await window.statusItem('offline').waitFor();
    await window.screenshot('offline');
    serve(window, sprint, 'failed', { error: 'out of memory' });
    await window.demo.comeBack();
    await rowSays(window, /^sprint .*failed · out of memory$/);
  });

  it('tells, also after a reload, how one ended that nobody has looked at', async () => {
    const ended = window.statusItem('hurdles · succeeded');
    await window.lookAway();
    await window.statusItem('hurdles · starting').click();
    await rowSays(window, /^marathon .*succeeded/);
    await window.lookAway();
    serve(window, hurdles, 'succeeded');
    await ended.waitFor();
    await window.reload();
    await runCommand(window.page, 'DeerAPI: Check Connection');
    await ended.click();
    await window.statusItem('4 predictions').waitFor();
  });

  it('sets a damaged file aside and names it, and has all others', async () => {
    await writeFile(await window.libraryFile(marathon), '{"half');
    await window.reload();
    await rowSays(window, /^hurdles .*succeeded/);
    await window.toast('is set aside; all others are here').waitFor();
    await window.screenshot('damaged-file');
    assert.equal((await window.rowTexts()).length, 3);
  });
});

/** Serves a prediction that stays as it is, named as its id begins. */
function serve(
  { demo }: PredictionsWindow,
  id: string,
  status: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  demo.set({ id, status, model: `acme/${id.replace(/run.*/, '')}`, logs: '', ...more });
}

function refuse({ demo }: PredictionsWindow, id: string, status: number): void {
  const answer = () => json(status, { detail: 'no' });
  demo.add({ id, group: 'error', does: 'refuses from now on', answer });
}

function asks({ demo }: PredictionsWindow, id: string): number {
  return demo.requests.filter(({ path }) => path.endsWith(id)).length;
}

async function moreAsks(window: PredictionsWindow, id: string, count: number): Promise<void> {
  const before = asks(window, id);
  await eventually(
    () => Promise.resolve(asks(window, id)),
    (now) => now >= before + count,
  );
}

async function rowSays(window: PredictionsWindow, pattern: RegExp): Promise<void> {
  await eventually(
    () => window.rowTexts(),
    (rows) => rows.some((row) => pattern.test(row)),
  );
}

async function editorShows(window: PredictionsWindow, text: string): Promise<void> {
  await eventually(
    () => window.editorText(),
    (seen) => seen.includes(text),
  );
}
