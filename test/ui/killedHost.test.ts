import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { seededRandom } from '../bench/polling/seededRandom';
import { filesOfEach } from '../support/crash/busyRuns';
import { BusyWindow } from '../support/crash/busyWindow';
import { isAllKept } from '../support/crash/checkStorage';
import { crashSeed } from '../support/crash/killAgainAndAgain';
import { eventually } from '../support/eventually';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { runCommand } from '../support/vscode/palette';

const running = 20;
const kills = 3;
const longestLifeMs = 5000;

// Nothing there tells which process has started which.
const describeWhereKnown = process.platform === 'win32' ? describe.skip : describe;

describeWhereKnown('An extension host that is killed while twenty predictions run', function () {
  this.timeout(180_000);
  const window = PredictionsWindow.use();
  let busy: BusyWindow;

  before(async () => {
    busy = await BusyWindow.in(window, [5, 25]);
    await runCommand(window.page, 'View: Show DeerAPI');
  });
  after(() => (busy as BusyWindow | undefined)?.dispose());

  it('loses nothing, leaves nothing half written, and goes on by itself', async () => {
    const seed = crashSeed();
    const random = seededRandom(seed);
    await busy.topUp(running);
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(random() * longestLifeMs);
      const { heads } = await busy.kill();
      assert.equal(heads.length, running, `CRASH_SEED=${seed}`);
    }
    await window.statusItem('running').waitFor({ timeout: 60_000 });
    await eventually(() => isAllKept(window.storageFolder, filesOfEach), Boolean, 90_000);
    const rows = await eventually(
      () => window.rowTexts(),
      (seen) => seen.every((row) => row.includes('succeeded')),
    );
    assert.equal(rows.length, running);
  });
});
