import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { seededRandom } from '../bench/polling/seededRandom';
import { filesOfEach } from '../support/crash/busyRuns';
import { BusyWindow } from '../support/crash/busyWindow';
import { isAllKept } from '../support/crash/checkStorage';
import { crashSeed } from '../support/crash/killAgainAndAgain';
import { eventually } from '../support/eventually';
import { screenshotOnFailure } from '../support/ui/screenshotOnFailure';
import { runCommand } from '../support/vscode/palette';

const running = 20;
const kills = 3;
const longestLifeMs = 5000;

describe('An extension host that is killed while twenty predictions run', function () {
  this.timeout(180_000);
  let busy: BusyWindow;

  before(async function () {
    // There is no `ps`.
    if (process.platform === 'win32') this.skip();
    busy = await BusyWindow.open([5, 25]);
    await runCommand(busy.window.page, 'View: Show DeerAPI');
  });
  // Where no window could be opened there is none to close.
  after(() => (busy as BusyWindow | undefined)?.dispose());
  afterEach(function () {
    return screenshotOnFailure(this.currentTest, busy.window);
  });

  it('loses nothing, leaves nothing half written, and goes on by itself', async () => {
    const seed = crashSeed();
    const random = seededRandom(seed);
    await busy.topUp(running);
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(random() * longestLifeMs);
      const { heads } = await busy.kill();
      assert.equal(heads.length, running, `CRASH_SEED=${seed}`);
    }
    await busy.window.statusItem('running').waitFor({ timeout: 60_000 });
    await eventually(() => isAllKept(busy.window.storageFolder, filesOfEach), Boolean, 90_000);
    const rows = await eventually(
      () => busy.window.rowTexts(),
      (seen) => seen.every((row) => row.includes('succeeded')),
    );
    assert.equal(rows.length, running);
  });
});
