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
    // First, so that whatever fails can be repeated.
    console.log(`      CRASH_SEED=${seed}`);
    const random = seededRandom(seed);
    for (let kill = 0; kill < kills; kill += 1) {
      // Some may have come to their end while another host was awaited.
      await busy.topUp(running);
      await sleep(random() * longestLifeMs);
      const { heads } = await busy.kill();
      assert.equal(heads.length, busy.tracked);
    }
    await eventually(() => isAllKept(window.storageFolder, filesOfEach), Boolean, 90_000);
    // Where many came to their end between two kills, more are tracked than are in sight.
    await eventually(
      () => window.rowTexts(),
      (rows) => rows.length >= running && rows.every((row) => row.includes('succeeded')),
    );
  });
});
