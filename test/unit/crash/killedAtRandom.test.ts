import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import path from 'node:path';

import { OutputArchive } from '../../../src/library/archive/outputArchive';
import { PredictionLibrary } from '../../../src/library/predictionLibrary';
import { LoopbackServer } from '../../support/builders/loopbackServer';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { BusyApi } from '../../support/crash/busyApi';
import { filesOfEach } from '../../support/crash/busyRuns';
import { bundleOfBusyProcess, useBusyProcesses } from '../../support/crash/busyProcess';
import { checkStorage, isAllKept, leftOvers } from '../../support/crash/checkStorage';
import { crashSeed, killAgainAndAgain } from '../../support/crash/killAgainAndAgain';
import { Ledger } from '../../support/crash/ledger';
import { libraryFolder, outputsFolder } from '../../support/crash/storage';
import { eventually } from '../../support/eventually';

const running = 20;
const kills = 10;
const dayMs = 24 * 3600_000;

describe('what is killed at random moments while twenty predictions run', function () {
  this.timeout(120_000);
  // Ended before their folder is removed.
  const start = useBusyProcesses();
  const temporary = useTemporaryFolder();
  const server = LoopbackServer.use();

  it('loses nothing, leaves nothing half written, and goes on where it was', async () => {
    const api = new BusyApi([1, 4], () => server.origin);
    server.listener = api.listener;
    const ledger = new Ledger();
    const folder = path.join(temporary.path, 'storage');
    const bundle = await bundleOfBusyProcess(temporary.path);
    const parts = { bundle, folder, baseUrl: `${server.origin}/v1`, count: running, ledger };
    const seed = crashSeed();
    // First, so that whatever fails can be repeated.
    console.log(`      CRASH_SEED=${seed}`);
    const { parts: broken } = await killAgainAndAgain(parts, { kills, seed, longestLife: 1200 });
    const resumedBefore = api.runs.resumed;

    const last = start({ ...parts, count: 0 });
    await eventually(() => isAllKept(folder, filesOfEach), Boolean, 60_000);
    assert.equal(await last.end(), 0);
    assert.deepEqual([...last.reports, ...last.bugs], []);
    const { heads } = await checkStorage(folder, ledger);
    console.log(
      `      ${kills} kills, ${heads.length} tracked, ${ledger.files.size} files, ` +
        `${broken} in part at the end, ${api.runs.resumed} gone on with`,
    );
    assert.ok(heads.length >= running);
    assert.ok(api.runs.resumed - resumedBefore >= broken);
    await tidy(folder);
    assert.deepEqual(await leftOvers(folder), []);
    await checkStorage(folder, ledger);
  });
});

/** As windows do that come days later. */
async function tidy(storage: string): Promise<void> {
  const then = new Date(Date.now() - 2 * dayMs);
  for (const name of await leftOvers(storage)) await utimes(path.join(storage, name), then, then);
  const report = ({ type, file }: { type: string; file: string }) => {
    assert.fail(`${type} ${file}`);
  };
  const library = new PredictionLibrary(libraryFolder(storage), report);
  const archive = new OutputArchive({
    folder: outputsFolder(storage),
    openUrl: () => assert.fail('Nothing is to be fetched.'),
    report,
    maxBytes: () => Infinity,
    isKnown: (name) => library.isKnown(name),
  });
  await library.load();
  await archive.tidy();
  await eventually(
    () => leftOvers(storage),
    ({ length }) => length === 0,
  );
  archive.dispose();
  library.dispose();
}
