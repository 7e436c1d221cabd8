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
const canRun = spawnSync(process.execPath, ['-v'], user === undefined ? {} : { uid: user });

describe('a storage that can only be read', function () {
  this.timeout(60_000);
  const start = useBusyProcesses();
  // Before it is removed.
  afterEach(() => setModes(temporary.path, 0o700, 0o600));
  const temporary = useTemporaryFolder();
  const server = LoopbackServer.use();
  let folder: string;

  beforeEach(function () {
    // A mode is no obstacle on Windows.
    if (process.platform === 'win32' || canRun.status !== 0) this.skip();
    folder = path.join(temporary.path, 'storage');
    server.listener = new BusyApi([0.5, 2], () => server.origin).listener;
  });

  it('is told of once, and what runs goes on in memory', async () => {
    const parts = {
      bundle: await bundleOfBusyProcess(temporary.path),
      folder,
      baseUrl: `${server.origin}/v1`,
      count: 20,
      ledger: new Ledger(),
    };
    const earlier = start(parts);
    await eventually(
      () => Promise.resolve(parts.ledger.files),
      ({ size }) => size > 0,
    );
    await earlier.kill();
    const held = await checkStorage(folder, parts.ledger);
    const running = held.heads.filter(({ brief }) => !isTerminal(brief)).map(({ id }) => id);
    assert.ok(running.length > 0);
    const names = await readdir(folder, { recursive: true });
    await setModes(temporary.path, 0o555, 0o444);

    const later = start({ ...parts, user });
    const succeeded = (id: string) => later.known.get(id) === 'succeeded';
    await eventually(
      () => Promise.resolve([...later.known.keys()].filter(succeeded)),
      (ids) => running.every(succeeded) && ids.length >= running.length + 10,
    );
    assert.equal(later.reports.length, 1, inspect(later.reports));
    assert.deepEqual(later.bugs, []);
    assert.equal(await later.end(), 0);
    assert.deepEqual(await readdir(folder, { recursive: true }), names);
    assert.deepEqual(await checkStorage(folder, parts.ledger), held);
  });
});

async function setModes(folder: string, ofFolders: number, ofFiles: number): Promise<void> {
  await chmod(folder, ofFolders);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const there = path.join(folder, entry.name);
    if (entry.isDirectory()) await setModes(there, ofFolders, ofFiles);
    else await chmod(there, ofFiles);
  }
}
