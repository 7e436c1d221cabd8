import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

import { FetchLanes } from '../../../../src/library/archive/fetchLanes';
import type {
  OutputArchive,
  OutputArchiveParts,
} from '../../../../src/library/archive/outputArchive';
import { LoopbackServer } from '../../../support/builders/loopbackServer';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';
import { eventually } from '../../../support/eventually';
import {
  archiveIn,
  filesBelow,
  id,
  signal,
  urlSource,
  wholeFile,
} from '../../../support/archive/archiveUnderTest';

const bytes = randomBytes(300_000);
const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;

describe('a download', () => {
  const temporary = useTemporaryFolder();
  const server = LoopbackServer.use();
  const archives: OutputArchive[] = [];
  let ranges: (string | undefined)[];

  beforeEach(() => {
    ranges = [];
  });
  afterEach(() => {
    for (const archive of archives.splice(0)) archive.dispose();
  });

  function newArchive(parts: Partial<OutputArchiveParts> = {}): OutputArchive {
    const archive = archiveIn(temporary.path, { pace: { safeEvery: 50_000 }, ...parts });
    archives.push(archive);
    return archive;
  }

  const source = () => urlSource(`${server.origin}/film.bin`);

  /** Serves ranges, as far as `until`, where the connection breaks. */
  function serve(request: IncomingMessage, response: ServerResponse, until = bytes.length): void {
    const { range, 'if-range': ifRange } = request.headers;
    ranges.push(range);
    const start = ifRange === etag ? Number(/\d+/.exec(range ?? '0')?.[0]) : 0;
    response.writeHead(start > 0 ? 206 : 200, {
      ETag: etag,
      'Content-Length': bytes.length - start,
      ...(start > 0 && { 'Content-Range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    });
    if (until === bytes.length) response.end(bytes.subarray(start));
    else
      response.write(bytes.subarray(start, until), () => setTimeout(() => response.destroy(), 50));
  }

  it('that breaks off goes on where it was', async () => {
    server.listener = (request, response) => {
      serve(request, response, ranges.length === 0 ? 120_000 : bytes.length);
    };
    const file = await newArchive().keep(id, source(), signal);
    assert.deepEqual(await readFile(file), bytes);
    assert.equal(ranges[0], undefined);
    assert.match(ranges[1] ?? '', /^bytes=[1-9]\d+-$/);
  });

  it('that breaks off is begun anew where the file has changed meanwhile', async () => {
    server.listener = (_, response) => {
      ranges.push('');
      const text = ranges.length === 1 ? 'old'.repeat(1000) : 'new and longer'.repeat(1000);
      response.writeHead(200, { ETag: `"${ranges.length}"`, 'Content-Length': text.length });
      if (ranges.length === 1)
        response.write('old', () => setTimeout(() => response.destroy(), 50));
      else response.end(text);
    };
    const file = await newArchive().keep(id, source(), signal);
    assert.equal(await readFile(file, 'utf8'), 'new and longer'.repeat(1000));
  });

  for (const refused of ['416', 'another range'] as const) {
    it(`that breaks off is begun anew where the server answers with ${refused}`, async () => {
      server.listener = ({ headers: { range } }, response) => {
        ranges.push(range);
        if (ranges.length === 1) {
          // It came, but nobody said that this is all.
          response.writeHead(200, { ETag: etag, 'Transfer-Encoding': 'chunked' });
          response.write(bytes, () => setTimeout(() => response.destroy(), 50));
        } else if (range === undefined) response.end(bytes);
        else if (refused === '416') response.writeHead(416).end();
        else response.writeHead(206, { 'Content-Range': 'bytes 0-9/10' }).end('0123456789');
      };
      const file = await newArchive().keep(id, source(), signal);
      assert.deepEqual(await readFile(file), bytes);
      assert.deepEqual([ranges.length, ranges[0], ranges[2]], [3, undefined, undefined]);
      assert.match(ranges[1] ?? '', /^bytes=[1-9]\d+-$/);
    });
  }

  for (const [what, status] of [
    ['sends the rest of another file', 206],
    ['has no such rest', 416],
  ] as const) {
    it(`that breaks off is begun anew where the server ${what}`, async () => {
      const other = randomBytes(300_000);
      server.listener = (request, response) => {
        const { range } = request.headers;
        if (ranges.length === 0) {
          serve(request, response, 120_000);
          return;
        }
        ranges.push(range);
        const start = Number(/\d+/.exec(range ?? '0')?.[0]);
        response.writeHead(start > 0 ? status : 200, {
          ETag: '"another"',
          ...(start > 0 && { 'Content-Range': `bytes ${start}-299999/300000` }),
        });
        response.end(start > 0 && status === 416 ? '' : other.subarray(start));
      };
      const file = await newArchive().keep(id, source(), signal);
      assert.deepEqual(await readFile(file), other);
      assert.deepEqual([ranges[0], ranges[2]], [undefined, undefined]);
    });
  }

  it('that breaks off is begun anew where the server gives nothing to know the file by', async () => {
    server.listener = ({ headers }, response) => {
      ranges.push(headers.range);
      response.writeHead(200, { 'Content-Length': 8 });
      if (ranges.length === 1)
        response.write('half', () => setTimeout(() => response.destroy(), 50));
      else response.end('anew now');
    };
    const file = await newArchive().keep(id, source(), signal);
    assert.equal(await readFile(file, 'utf8'), 'anew now');
    assert.deepEqual(ranges, [undefined, undefined]);
  });

  it('goes on in a later session with what was safe on the disk', async () => {
    const closing = new AbortController();
    server.listener = (request, response) => {
      serve(request, response, 120_000);
    };
    const first = archiveIn(temporary.path, { pace: { safeEvery: 50_000, retryAfterMs: 60_000 } });
    archives.push(first);
    const keeping = first.keep(id, source(), closing.signal);
    await eventually(
      () => filesBelow(path.join(temporary.path, 'parts')),
      (names) => names.some((name) => name.endsWith('.part.json')),
    );
    closing.abort();
    await assert.rejects(keeping);
    ranges = [];
    server.listener = (request, response) => {
      serve(request, response);
    };
    const file = await newArchive().keep(id, source(), signal);
    assert.deepEqual(await readFile(file), bytes);
    assert.match(ranges[0] ?? '', /^bytes=[1-9]\d+-$/);
    assert.deepEqual(await filesBelow(path.join(temporary.path, 'parts')), []);
  });

  it('does not trust more of a part than was safe on the disk', async () => {
    const archive = newArchive();
    server.listener = (request, response) => {
      serve(request, response, 120_000);
    };
    const closing = new AbortController();
    const keeping = archive.keep(id, source(), closing.signal);
    await eventually(
      () => filesBelow(path.join(temporary.path, 'parts')),
      (names) => names.some((name) => name.endsWith('.part.json')),
    );
    closing.abort();
    await assert.rejects(keeping);
    const [name = ''] = await filesBelow(path.join(temporary.path, 'parts'));
    const part = path.join(temporary.path, 'parts', name);
    await eventually(
      () => stat(part),
      ({ size }) => size > 0,
    );
    // As a disk does that lost its power: the length is there, the bytes are not.
    const note = JSON.parse(await readFile(`${part}.json`, 'utf8')) as { safe: number };
    await writeFile(part, Buffer.concat([bytes.subarray(0, note.safe), Buffer.alloc(1000)]));
    server.listener = (request, response) => {
      serve(request, response);
    };
    assert.deepEqual(await readFile(await newArchive().keep(id, source(), signal)), bytes);
  });

  for (const [status, headers] of [
    [503, {}],
    [429, { 'Retry-After': '0' }],
    [416, {}],
  ] as const) {
    it(`is tried again after ${status}`, async () => {
      server.listener = (_, response) => {
        ranges.push('');
        if (ranges.length < 3) response.writeHead(status, headers).end();
        else response.end('at last');
      };
      assert.equal(
        await readFile(await newArchive().keep(id, source(), signal), 'utf8'),
        'at last',
      );
    });
  }

  it('is not tried for ever, nor after an answer that will not change', async () => {
    for (const [status, least, most] of [
      [503, 2, 10],
      [400, 1, 1],
      [404, 1, 1],
    ] as const) {
      let asked = 0;
      server.listener = (_, response) => {
        asked += 1;
        response.writeHead(status).end();
      };
      const keeping = newArchive().keep(id, urlSource(`${server.origin}/${status}`), signal);
      await assert.rejects(keeping, { name: 'OutputError' });
      assert.ok(asked >= least && asked <= most, `${status}: ${asked}`);
    }
  });

  it('is not tried again where its server wants to be left alone for long', async () => {
    let asked = 0;
    server.listener = (_, response) => {
      asked += 1;
      response.writeHead(503, { 'Retry-After': 3600 }).end();
    };
    await assert.rejects(newArchive().keep(id, source(), signal), { kind: 'unreachable' });
    assert.equal(asked, 1);
  });

  it('is as long as was said, or not taken for whole', async () => {
    const archive = archiveIn(temporary.path, {
      openUrl: () => Promise.resolve({ ...wholeFile(Buffer.from('half')), total: 8 }),
    });
    archives.push(archive);
    await assert.rejects(archive.keep(id, source(), signal), { kind: 'unreachable' });
    assert.deepEqual(await filesBelow(path.join(temporary.path, 'files')), []);
  });

  it('of which no more than a part comes is not taken for whole', async () => {
    server.listener = (_, response) => {
      // A proxy that cuts what it hands on, and says nothing of it.
      response.writeHead(200, { 'Transfer-Encoding': 'chunked' });
      response.write('half', () => setTimeout(() => response.destroy(), 20));
    };
    await assert.rejects(newArchive().keep(id, source(), signal), { kind: 'unreachable' });
    assert.deepEqual(await filesBelow(path.join(temporary.path, 'files')), []);
  });

  it('that breaks off over and over is not gone on with for ever', async () => {
    const archive = archiveIn(temporary.path, { pace: { giveUpAfterMs: 200 } });
    archives.push(archive);
    server.listener = (request, response) => {
      serve(request, response, (ranges.length + 1) * 1000);
    };
    await assert.rejects(archive.keep(id, source(), signal), { kind: 'unreachable' });
    assert.ok(ranges.length > 1, String(ranges.length));
  });

  it('of which no more than a trickle comes each time makes way for others', async () => {
    server.listener = (request, response) => {
      serve(request, response, ranges.length + 1);
    };
    await assert.rejects(newArchive().keep(id, source(), signal), { kind: 'unreachable' });
    assert.equal(ranges.length, 5);
  });

  for (const [what, text] of [
    ['a page', '<!DOCTYPE html><html><body>Bad gateway</body></html>'],
    ['nothing', ''],
  ] as const) {
    it(`of an image for which ${what} comes is not taken for it, and can be tried again`, async () => {
      const image = urlSource(`${server.origin}/deer.png`);
      const archive = newArchive();
      server.listener = (_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/html', ETag: etag }).end(text);
      };
      await assert.rejects(archive.keep(id, image, signal), { kind: 'unreachable' });
      server.listener = (_, response) => response.end(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
      assert.match(await archive.keep(id, image, signal), /\.png$/);
    });
  }

  it('tells how far it is, a few times a second, and what came of it', async () => {
    const archive = archiveIn(temporary.path, { pace: { progressEveryMs: 100 } });
    archives.push(archive);
    const states: string[] = [];
    archive.onDidChange((changed) => {
      assert.equal(changed, id);
      const state = archive.stateOf(id, source());
      states.push(state.type === 'fetching' ? `${state.type} of ${state.total}` : state.type);
    });
    server.listener = (_, response) => {
      response.writeHead(200, { 'Content-Length': bytes.length });
      let sent = 0;
      const timer = setInterval(() => {
        response.write(bytes.subarray(sent, sent + 10_000));
        sent += 10_000;
        if (sent < bytes.length) return;
        clearInterval(timer);
        response.end();
      }, 10);
    };
    assert.equal(archive.stateOf(id, source()).type, 'unknown');
    const file = await archive.keep(id, source(), signal);
    const state = archive.stateOf(id, source());
    assert.deepEqual(state.type === 'kept' && [state.path, state.bytes], [file, bytes.length]);
    const progress = states.filter((told) => told === `fetching of ${bytes.length}`).length;
    assert.ok(progress >= 2 && progress <= 8, String(progress));
    assert.equal(states.at(0), 'waiting');
    assert.equal(states.at(-1), 'kept');
  });

  it('of a large file is known as such for as long as it lasts', async () => {
    const archive = newArchive();
    const held: ServerResponse[] = [];
    server.listener = ({ url }, response) => {
      const length = url === '/large' ? 5_000_000 : 5000;
      response.writeHead(200, { 'Content-Length': length });
      response.write(Buffer.alloc(length - 1));
      held.push(response);
    };
    const small = archive.keep(id, urlSource(`${server.origin}/small`), signal);
    await eventually(() => Promise.resolve(held.length), Boolean);
    assert.equal(archive.isFetchingLarge, false);
    const large = archive.keep(id, urlSource(`${server.origin}/large`), signal);
    await eventually(() => Promise.resolve(archive.isFetchingLarge), Boolean);
    for (const response of held) response.end('x');
    await Promise.all([small, large]);
    assert.equal(archive.isFetchingLarge, false);
  });

  it('that a person cancels ends for all who wait, and is not held against a later one', async () => {
    const archive = newArchive();
    let isClosed = false;
    server.listener = (_, response) => {
      response.write('half');
      response.on('close', () => (isClosed = true));
    };
    const all = [archive.keep(id, source(), signal), archive.keep(id, source(), signal)];
    const ended = Promise.allSettled(all);
    await eventually(
      () => Promise.resolve(archive.stateOf(id, source())),
      (state) => state.type === 'fetching' && state.bytes > 0,
    );
    archive.cancel(id, source());
    for (const keeping of all) await assert.rejects(keeping, { kind: 'canceled' });
    await ended;
    await eventually(
      () => Promise.resolve(isClosed),
      (closed) => closed,
    );
    assert.equal(archive.stateOf(id, source()).type, 'failed');
    server.listener = (_, response) => response.end('whole');
    assert.equal(await readFile(await archive.keep(id, source(), signal), 'utf8'), 'whole');
  });

  it('is not begun again by itself where a person has canceled it, here or in another window', async () => {
    const [one, other] = [newArchive(), newArchive()];
    const asked: ServerResponse[] = [];
    server.listener = (_, response) => {
      asked.push(response);
    };
    const ended = Promise.allSettled([
      one.keep(id, source(), signal, false),
      one.keep('second', source(), signal, false),
    ]);
    await eventually(
      () => Promise.resolve(asked.length),
      (length) => length === 2,
    );
    const elsewhere = other.keep(id, source(), signal, false);
    one.cancelAll(id);
    await assert.rejects(elsewhere, { kind: 'canceled' });
    assert.equal(one.stateOf('second', source()).type, 'fetching');
    one.cancelAll();
    await ended;
    const later = newArchive();
    await assert.rejects(later.keep(id, source(), signal, false), { kind: 'canceled' });
    assert.equal(later.stateOf(id, source()).type, 'failed');
    assert.equal(asked.length, 2);
    server.listener = (_, response) => response.end('whole');
    await later.forgetFailure(id, source());
    assert.equal(await readFile(await later.keep(id, source(), signal, false), 'utf8'), 'whole');
  });

  it('that waits for its turn is canceled with those that are under way', async () => {
    const archive = newArchive();
    let count = 0;
    server.listener = () => {
      count += 1;
    };
    const all = Array.from({ length: 10 }, (_, index) =>
      archive.keep(`prediction-${index}`, source(), signal, false),
    );
    const ended = Promise.allSettled(all);
    await eventually(
      () => Promise.resolve(count),
      (asked) => asked === 4,
    );
    archive.cancelAll();
    const outcomes = await ended;
    assert.ok(outcomes.every(({ status }) => status === 'rejected'));
    assert.deepEqual([count, archive.isFetching], [4, false]);
  });

  it('comes in turn: four at a time over all predictions, what a person waits for first', async () => {
    const lanes = new CountedLanes(4);
    const archive = newArchive({ lanes });
    const held: ServerResponse[] = [];
    const asked: (string | undefined)[] = [];
    server.listener = ({ url }, response) => {
      asked.push(url);
      held.push(response);
    };
    const at = (name: string) => urlSource(`${server.origin}/${name}`);
    const patient = (index: number) =>
      archive.keep(`prediction-${index}`, at(`patient-${index}`), signal, false);
    const entered = (count: number) =>
      eventually(
        () => Promise.resolve(lanes.entered),
        (now) => now === count,
      );
    const first = [0, 1, 2, 3].map(patient);
    await entered(4);
    const later = [4, 5, 6, 7].map(patient);
    await entered(8);
    const urgent = [
      archive.keep('another', at('urgent'), signal),
      archive.keep('prediction-7', at('patient-7'), signal),
      archive.keep('prediction-8', at('both'), signal, false),
      archive.keep('prediction-8', at('both'), signal),
    ];
    await entered(10);
    await eventually(
      () => Promise.resolve(asked),
      ({ length }) => length === 4,
    );
    // Only one has its answer until the next is asked for: of those that begin together any may arrive first.
    for (let count = 5; count <= 10; count++) {
      held.shift()?.end('x');
      await eventually(
        () => Promise.resolve(asked.length),
        (length) => length === count,
      );
    }
    for (const response of held) response.end('x');
    await Promise.all([...first, ...later, ...urgent]);
    assert.deepEqual(asked.slice(4, 7).sort(), ['/both', '/patient-7', '/urgent']);
    assert.equal(asked.length, 10);
  });
});

/** Tells how many have a lane, have had one or wait for one. */
class CountedLanes extends FetchLanes {
  entered = 0;

  override run<Result>(
    key: string,
    lane: Parameters<FetchLanes['run']>[1],
    work: () => Promise<Result>,
  ): Promise<Result> {
    this.entered += 1;
    return super.run(key, lane, work);
  }
}
