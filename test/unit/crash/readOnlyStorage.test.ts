import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, readdir } from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';

import { isTerminal } from '../../../src/prediction/prediction';
import { LoopbackServer } from '../../support/builders/loopbackServer';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { BusyApi } from '../../support/crash/busyApi';
import { bundleOfBusyProcess, useBusyProcesses } from '../../support/crash/busyProcess';
import { checkStorage } from '../../support/crash/checkStorage';
import { Ledger } from '../../support/crash/ledger';
import { eventually } from '../../support/eventually';

/** An administrator may write anywhere: tests that run as one have the process run as nobody. */
const user = process.getuid?.() === 0 ? 65_534 : undefined;

describe('a storage that can only be read', function () {
  this.timeout(60_000);
  const start = useBusyProcesses();
  // Before it is removed.
  afterEach(() => setModes(temporary.path, 0o700, 0o600));
  const temporary = useTemporaryFolder();
  const server = LoopbackServer.use();
  let folder: string;
  let bundle: string;

  beforeEach(async function () {
    // A mode is no obstacle on Windows.
    if (process.platform === 'win32' || !mayRun()) this.skip();
    folder = path.join(temporary.path, 'storage');
    bundle = await bundleOfBusyProcess(temporary.path);
    server.listener = new BusyApi([0.5, 2], () => server.origin).listener;
  });

  it('is told of once, and what runs goes on in memory', async () => {
    const ledger = new Ledger();
    const earlier = start(parts(ledger));
    await eventually(
      () => Promise.resolve(ledger.files),
      ({ size }) => size > 0,
    );
    await earlier.kill();
    const held = await checkStorage(folder, ledger);
    const running = held.heads.filter(({ brief }) => !isTerminal(brief)).map(({ id }) => id);
    assert.ok(running.length > 0);
    const names = await readdir(folder, { recursive: true });
    await setModes(temporary.path, 0o555, 0o444);

    await goesOnInMemory(running);
    assert.deepEqual(await readdir(folder, { recursive: true }), names);
    assert.deepEqual(await checkStorage(folder, ledger), held);
  });

  it('is told of once where there is nothing in it yet', async () => {
    await setModes(temporary.path, 0o555, 0o444);
    await goesOnInMemory([]);
  });

  function parts(ledger: Ledger) {
    return { bundle, folder, baseUrl: `${server.origin}/v1`, count: 20, ledger };
  }

  /** These and more come to their end, and there is one report of trouble. */
  async function goesOnInMemory(ids: readonly string[]): Promise<void> {
    const busy = start({ ...parts(new Ledger()), user });
    const succeeded = (id: string) => busy.known.get(id) === 'succeeded';
    await eventually(
      () => Promise.resolve([...busy.known.keys()].filter(succeeded)),
      (known) => ids.every(succeeded) && known.length >= ids.length + 10,
    );
    assert.equal(busy.reports.length, 1, inspect(busy.reports));
    assert.deepEqual(busy.bugs, []);
    assert.equal(await busy.end(), 0);
  }
});

async function setModes(folder: string, ofFolders: number, ofFiles: number): Promise<void> {
  await chmod(folder, ofFolders);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const there = path.join(folder, entry.name);
    if (entry.isDirectory()) await setModes(there, ofFolders, ofFiles);
    else await chmod(there, ofFiles);
  }
}

/** That user may not be let near the program. */
function mayRun(): boolean {
  const options = user === undefined ? {} : { uid: user };
  return spawnSync(process.execPath, ['-v'], options).status === 0;
}
