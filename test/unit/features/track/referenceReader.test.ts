import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { ReferenceReader } from '../../../../src/features/track/referenceReader';
import { inPieces } from '../../../../src/features/track/text';
import { parseReferenceList } from '../../../../src/prediction/referenceList';
import { bundledFile } from '../../../support/builders/bundledFile';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';
const longText = Array.from({ length: 50_000 }, (_, index) => `id-${index}\ntwo words\n`).join('');
const never = new AbortController().signal;
const noThread = '/nowhere/thread.js';
const silent = 'setInterval(() => {}, 1000);';

describe('The reader of texts', () => {
  const folder = useTemporaryFolder();

  async function readerWith(threadCode: string): Promise<ReferenceReader> {
    const file = path.join(folder.path, 'thread.js');
    await writeFile(file, threadCode);
    return new ReferenceReader(file);
  }

  it('finds in a long text what is found in a short one', async () => {
    const thread = await bundledFile('src/features/track/referenceThread.ts', folder.path);
    const found = await new ReferenceReader(thread).read(inPieces(longText), never);
    assert.equal(found.ids.length, 50_000);
    assert.deepEqual(found, parseReferenceList(longText));
  });

  it('starts no thread for a short text', async () => {
    const found = await new ReferenceReader(noThread).read(inPieces(id), never);
    assert.deepEqual(found.ids, [id]);
    assert.deepEqual((await new ReferenceReader(noThread).read([], never)).ids, []);
  });

  it('lets the event loop turn between the pieces that it takes', async () => {
    const turns: boolean[] = [];
    function* pieces(): Generator<string> {
      for (let count = 0; count < 5; count += 1) {
        let hasTurned = false;
        setImmediate(() => (hasTurned = true));
        yield id;
        turns.push(hasTurned);
      }
    }
    await new ReferenceReader(noThread).read(pieces(), never);
    assert.deepEqual(turns, [false, true, true, true, true]);
  });

  it('lets the event loop turn between the pieces that it hands to its thread', async () => {
    const thread = await bundledFile('src/features/track/referenceThread.ts', folder.path);
    const posting = watchPosts();
    try {
      const pieces = Array<string>(4).fill('two words\n'.repeat(10_000));
      await new ReferenceReader(thread).read(pieces, never);
    } finally {
      posting.dispose();
    }
    assert.deepEqual(posting.turns, [true, true, true, true, true]);
  });

  it('fails where no thread can be started, or where it fails', async () => {
    const reading = new ReferenceReader(noThread).read(inPieces(longText), never);
    await assert.rejects(reading, /nowhere/);
    const failing = await readerWith(`throw new Error('out of order');`);
    await assert.rejects(failing.read(inPieces(longText), never), /out of order/);
  });

  it('fails where the thread ends and has not answered', async () => {
    const reader = await readerWith('process.exit(3);');
    await assert.rejects(reader.read(inPieces(longText), never), /ended with 3/);
  });

  it('ends its thread when it is no longer wanted', async () => {
    const reader = await readerWith(silent);
    const cancel = new AbortController();
    const reading = reader.read(inPieces(longText), cancel.signal);
    setImmediate(() => {
      cancel.abort();
    });
    await assert.rejects(reading, { name: 'AbortError' });
    assert.deepEqual(threads(), []);
  });

  it('ends its threads when it is disposed, and starts no more', async () => {
    const reader = await readerWith(silent);
    const reading = reader.read(inPieces(longText), never);
    setImmediate(() => {
      reader.dispose();
    });
    await assert.rejects(reading, { name: 'AbortError' });
    await assert.rejects(reader.read(inPieces(longText), never), { name: 'AbortError' });
    assert.deepEqual(threads(), []);
  });
});

/** Whether the event loop has turned before each message to a thread. */
function watchPosts(): { readonly turns: readonly boolean[]; dispose(): void } {
  const turns: boolean[] = [];
  let hasTurned = true;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- applied to the thread below
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, ...args) {
    turns.push(hasTurned);
    hasTurned = false;
    setImmediate(() => (hasTurned = true));
    postMessage.apply(this, args);
  };
  const dispose = () => {
    Worker.prototype.postMessage = postMessage;
  };
  return { turns, dispose };
}

function threads(): string[] {
  return process.getActiveResourcesInfo().filter((name) => /worker|port/i.test(name));
}
