import assert from 'node:assert/strict';
import path from 'node:path';
import { inspect } from 'node:util';

import { LoopbackServer } from '../../support/builders/loopbackServer';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { BusyApi } from '../../support/crash/busyApi';
import { bundleOfBusyProcess, useBusyProcesses } from '../../support/crash/busyProcess';
import { Ledger } from '../../support/crash/ledger';
import { checkStorage } from '../../support/crash/checkStorage';
import { eventually } from '../../support/eventually';

/** So much a file may hold, in units of 512 bytes: all, or all but what has just been put on the list. */
const rooms = [
  ['full', 0],
  ['nearly full', 2],
] as const;

describe('a disk that is', function () {
  this.timeout(60_000);
  // Ended before their folder is removed.
  const start = useBusyProcesses();
  const temporary = useTemporaryFolder();
  const server = LoopbackServer.use();

  for (const [name, room] of rooms) {
    it(`${name} is told once, and what runs goes on in memory`, async function () {
      if (process.platform === 'win32') this.skip();
      const api = new BusyApi([0.5, 2], () => server.origin);
      server.listener = api.listener;
      const folder = path.join(temporary.path, 'storage');
      const busy = start({
        bundle: await bundleOfBusyProcess(temporary.path),
        folder,
        baseUrl: `${server.origin}/v1`,
        count: 20,
        ledger: new Ledger(),
        wrapper: ['sh', '-c', `ulimit -f ${room}; exec "$@"`, 'sh'],
      });
      await eventually(
        () => Promise.resolve([...busy.known.values()].filter((status) => status === 'succeeded')),
        ({ length }) => length >= 30,
      );
      // Of all that finds no room, what comes first.
      assert.equal(busy.reports.length, 1, inspect(busy.reports));
      assert.deepEqual(busy.bugs, []);
      assert.equal(await busy.end(), 0);
      // What did find room is whole.
      await checkStorage(folder, new Ledger());
    });
  }
});
