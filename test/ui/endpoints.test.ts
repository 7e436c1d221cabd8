import assert from 'node:assert/strict';

import { startDemoApi, type DemoApi } from '../support/demoApi/demoApi';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { eventually } from '../support/eventually';
import { quickInput, quickInputRows, runCommand } from '../support/vscode/palette';

const here = 'here00000000000000000000k7';
const there = 'there0000000000000000000k7';

describe('Two endpoints', () => {
  let other: DemoApi;
  before(async () => {
    other = await startDemoApi({ key: 'the-key-of-the-other' });
  });
  const window = PredictionsWindow.use(() => ({
    settings: {
      'deerapi.endpoints': { Other: other.baseUrl },
      'deerapi.polling.maxInterval': 1,
    },
  }));
  before(async function () {
    this.timeout(120_000);
    window.demo.set({ id: here, status: 'processing', model: 'acme/here', logs: '' });
    other.set({ id: there, status: 'processing', model: 'acme/there', logs: '' });
    await window.lookUp(here);
    await window.row('here').waitFor();
    await window.preview('here');
  });
  after(async () => {
    await (other as DemoApi | undefined)?.close();
  });

  it('are offered with their addresses, and whether they have a key', async () => {
    await runCommand(window.page, 'DeerAPI: Switch Endpoint…');
    const rows = quickInputRows(window.page);
    await rows.filter({ hasText: window.demo.baseUrl }).filter({ hasText: 'in use' }).waitFor();
    await rows.filter({ hasText: other.baseUrl }).filter({ hasText: 'no API key yet' }).waitFor();
    await window.screenshot('switch-endpoint');
    await rows.filter({ hasText: 'Other' }).click();
  });

  it('have each a key of its own, which is asked for', async () => {
    const input = window.page.getByPlaceholder('Paste the API key');
    await input.fill(other.key);
    await window.page.keyboard.press('Enter');
    await quickInput(window.page).waitFor({ state: 'hidden' });
    await window.lookUp(there);
    await window.row('there000 · processing').waitFor();
    assert.deepEqual(keysSentTo(other), [`Bearer ${other.key}`]);
  });

  it('are each asked for what was looked up there, with their own key', async () => {
    const before = asks(window.demo, here);
    await eventually(
      () => Promise.resolve(asks(window.demo, here)),
      (now) => now >= before + 2,
    );
    assert.deepEqual(keysSentTo(window.demo), [`Bearer ${window.demo.key}`]);
    assert.equal(asks(window.demo, there), 0);
    assert.equal(asks(other, here), 0);
    window.demo.set({ id: here, status: 'succeeded', model: 'acme/here', logs: '' });
    await window.row('here0000 · succeeded').waitFor();
  });

  function asks({ requests }: DemoApi, id: string): number {
    return requests.filter(({ path }) => path.endsWith(id)).length;
  }

  function keysSentTo({ requests }: DemoApi): string[] {
    const keys = requests.map(({ authorization }) => authorization);
    return [...new Set(keys)].filter((key) => key !== undefined);
  }
});
