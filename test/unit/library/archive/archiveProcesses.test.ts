import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, rm, utimes } from 'node:fs/promises';
import path from 'node:path';

import { buildSync } from 'esbuild';

import { LoopbackServer } from '../../../support/builders/loopbackServer';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';
import {
  archiveIn,
  filesBelow,
  id,
  signal,
  urlSource,
} from '../../../support/archive/archiveUnderTest';
import { withoutCoverage } from '../../../support/coverage/withoutCoverage';

const bytes = randomBytes(300_000);
const dayMs = 24 * 3600_000;
const etag = '"as it was"';

describe('windows that keep an output', function () {
  this.timeout(120_000);
  const temporary = useTemporaryFolder();
  const server = LoopbackServer.use();
  let bundle: string;
  let ranges: (string | undefined)[];

  beforeEach(() => {
    ranges = [];
    bundle = path.join(temporary.path, 'archive.cjs');
    buildSync({
      entryPoints: [path.join(__dirname, '../../../support/archive/archiveMain.ts')],
      bundle: true,
      platform: 'node',
      outfile: bundle,
    });
    server.listener = ({ headers: { range } }, response) => {
      ranges.push(range);
      const start = Number(/\d+/.exec(range ?? '0')?.[0]);
      response.writeHead(start > 0 ? 206 : 200, {
        ETag: etag,
        'Content-Length': bytes.length - start,
        ...(start > 0 && { 'Content-Range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
      });
      response.end(bytes.subarray(start));
    };
  });

  const url = () => `${server.origin}/film.bin`;

  /** Gives whether it was killed before it came to its end. */
  async function keepInProcess(folder: string, step?: number): Promise<boolean> {
    const args = [bundle, folder, id, url(), ...(step === undefined ? [] : [String(step)])];
    const child = spawn(process.execPath, args, {
      env: withoutCoverage,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code, killedBy] = (await once(child, 'exit')) as [number | null, string | null]; // as documented
    if (killedBy !== 'SIGKILL') assert.equal(code, 0);
    return killedBy === 'SIGKILL';
  }

  /** What is shown is whole, at any time; what another window keeps then is whole, and all is tidy. */
  async function check(folder: string): Promise<void> {
    const shown = path.join(folder, 'files');
    for (const file of await filesBelow(shown)) {
      assert.deepEqual(await readFile(path.join(shown, file)), bytes);
    }
    const archive = archiveIn(folder);
    const parts = path.join(folder, 'parts');
    const turns = path.join(folder, 'turns');
    try {
      assert.deepEqual(await readFile(await archive.keep(id, urlSource(url()), signal)), bytes);
      // What nobody goes on with is cleaned up a day later.
      const then = new Date(Date.now() - 2 * dayMs);
      for (const left of [parts, turns]) {
        for (const name of await filesBelow(left)) await utimes(path.join(left, name), then, then);
      }
      await archive.tidy();
    } finally {
      archive.dispose();
    }
    assert.deepEqual([...(await filesBelow(parts)), ...(await filesBelow(turns))], []);
    assert.equal((await filesBelow(shown)).length, 1);
    assert.equal((await filesBelow(path.join(folder, 'content'))).length, 1);
  }

  it('killed at any step leave it whole or absent, and another one keeps it', async () => {
    let next = 1;
    let last = Infinity;
    let resumed = 0;
    const killAtEach = async () => {
      while (next < last) {
        const step = next;
        next += 1;
        const folder = path.join(temporary.path, String(step));
        if (!(await keepInProcess(folder, step))) last = Math.min(last, step);
        ranges = [];
        await check(folder);
        await rm(folder, { recursive: true });
      }
    };
    server.listener = withNote(server.listener, (range) => {
      if (range !== undefined) resumed += 1;
    });
    const all = [killAtEach(), killAtEach()];
    // Where one fails, the other needs the folder until it ends.
    await Promise.allSettled(all);
    await Promise.all(all);
    console.log(
      `      killed at each of ${last - 1} steps; ${resumed} times a part was gone on with`,
    );
    assert.ok(last > 30, String(last));
    assert.ok(resumed > 3, String(resumed));
  });

  it('ask the network once when two begin at the same time', async () => {
    const folder = path.join(temporary.path, 'one');
    const held = server.listener;
    let asked = 0;
    server.listener = (request, response) => {
      asked += 1;
      held(request, response);
    };
    assert.deepEqual(await Promise.all([keepInProcess(folder), keepInProcess(folder)]), [
      false,
      false,
    ]);
    assert.equal(asked, 1);
    await check(folder);
  });
});

function withNote(
  listener: LoopbackServer['listener'],
  note: (range: string | undefined) => void,
): LoopbackServer['listener'] {
  return (request, response) => {
    note(request.headers.range);
    listener(request, response);
  };
}
