import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import { open, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

import { isOfFileSystem } from '../../../src/library/fileErrors';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';

describe('a failure', () => {
  const temporary = useTemporaryFolder();

  it('of a file is told to be one', async () => {
    assert.ok(isOfFileSystem(await failureOf(readFile(path.join(temporary.path, 'missing')))));
  });

  it('of an open file, which names no path, is told to be one, too', async function () {
    if (process.platform !== 'linux') this.skip();
    const full = await open('/dev/full', 'w');
    const ofFull = await failureOf(full.write('x'));
    await full.close();
    const ofFolder = await failureOf(readFile(temporary.path));
    for (const failure of [ofFull, ofFolder]) {
      assert.ok(!('path' in failure) && isOfFileSystem(failure), failure.message);
    }
  });

  it('of the network is not, though it comes of a system call, too', async () => {
    const server = createServer((socket) => socket.resetAndDestroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // as one that listens on a port has
    const url = `http://127.0.0.1:${port}`;
    const reset = await failureOf(fetch(url));
    await new Promise((resolve) => server.close(resolve));
    const refused = await failureOf(fetch(url));
    const unknown = await failureOf(lookup('nowhere.invalid'));
    for (const { cause } of [reset, refused, { cause: unknown }]) {
      assert.ok(cause instanceof Error && 'syscall' in cause, String(cause));
      assert.ok(!isOfFileSystem(cause), cause.message);
    }
  });
});

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const failure: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(failure instanceof Error);
  return failure;
}
