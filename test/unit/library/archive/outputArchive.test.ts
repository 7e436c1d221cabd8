import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';

import { OutputClient } from '../../../../src/client/outputClient';
import { requestOutput } from '../../../../src/client/outputRequest';
import type { OutputArchive } from '../../../../src/library/archive/outputArchive';
import type { FileSource } from '../../../../src/library/archive/outputSource';
import type { LibraryReport } from '../../../../src/library/libraryReport';
import { LoopbackServer } from '../../../support/builders/loopbackServer';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';
import { archiveIn, id, signal } from '../../../support/archive/archiveUnderTest';

describe('the archive of outputs', () => {
  const temporary = useTemporaryFolder();
  const server = LoopbackServer.use();
  let archive: OutputArchive;
  let requests: string[];
  const reports: LibraryReport[] = [];

  beforeEach(() => {
    requests = [];
    const client = new OutputClient(requestOutput);
    archive = archiveIn(path.join(temporary.path, 'outputs'), {
      report: (report) => reports.push(report),
      openUrl: (request) => {
        requests.push(request.url);
        const limits = { maxBytes: 1000, idleSeconds: 5, maxSeconds: 60, mayBeLocal: true };
        return client.open(request.url, { ...request, ...limits });
      },
    });
  });
  afterEach(() => {
    archive.dispose();
    assert.deepEqual(reports, []);
  });

  it('keeps a file whole', async () => {
    server.listener = (_, response) => response.end('the bytes');
    const file = await archive.keep(id, at('/deer.png'), signal);
    assert.equal(await readFile(file, 'utf8'), 'the bytes');
    assert.equal(path.dirname(file), archive.folderOf(id));
  });

  it('fetches a file once, though it is asked for at the same time and again', async () => {
    server.listener = (_, response) => response.end('the bytes');
    const source = at('/deer.png');
    const files = await Promise.all([
      archive.keep(id, source, signal),
      archive.keep(id, source, signal),
    ]);
    files.push(await archive.keep(id, source, signal));
    assert.equal(new Set(files).size, 1);
    assert.equal(requests.length, 1);
    assert.equal((await namesIn(archive)).length, 1);
  });

  it('keeps files of the same name apart', async () => {
    server.listener = ({ url }, response) => response.end(url);
    const one = await archive.keep(id, at('/1/out.png'), signal);
    const two = await archive.keep(id, at('/2/out.png'), signal);
    assert.equal(await readFile(one, 'utf8'), '/1/out.png');
    assert.equal(await readFile(two, 'utf8'), '/2/out.png');
  });

  it('keeps nothing of a file whose connection breaks off', async () => {
    server.listener = (_, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('half', () => response.destroy());
    };
    await assert.rejects(archive.keep(id, at('/deer.png'), signal));
    assert.deepEqual(await namesIn(archive), []);
  });

  it('keeps nothing of a chunked file whose connection breaks off', async () => {
    server.listener = (_, response) => {
      response.write('half', () => response.destroy());
    };
    await assert.rejects(archive.keep(id, at('/deer.png'), signal));
    assert.deepEqual(await namesIn(archive), []);
  });

  it('keeps nothing of a file that is too large', async () => {
    server.listener = (_, response) => response.end('x'.repeat(1001));
    await assert.rejects(archive.keep(id, at('/deer.png'), signal), { kind: 'too-large' });
    assert.deepEqual(await namesIn(archive), []);
  });

  it('keeps nothing of a file that is no longer wanted', async () => {
    const closing = new AbortController();
    server.listener = (_, response) => response.write('half');
    const keeping = archive.keep(id, at('/deer.png'), closing.signal);
    setImmediate(() => {
      closing.abort();
    });
    await assert.rejects(keeping);
    // The part is removed a moment later; no name that counts is ever there.
    const names = await namesIn(archive);
    assert.ok(names.every((name) => name.endsWith('.part')));
  });

  it('says so where the disk does not tell whether a file is there', async () => {
    server.listener = (_, response) => response.end('the bytes');
    const source = at('/deer.png');
    await archive.keep(id, source, signal);
    await rm(archive.folderOf(id), { recursive: true });
    await writeFile(archive.folderOf(id), 'a file stands in the way');
    const failing = archive.keep(id, source, signal);
    await assert.rejects(failing, { code: 'ENOTDIR' });
    assert.deepEqual(
      reports.map(({ type }) => type),
      ['output-trouble'],
    );
    assert.equal(archive.stateOf(id, source).type, 'failed');
    reports.length = 0;
    await rm(archive.folderOf(id));
    await archive.keep(id, source, signal);
    assert.equal(requests.length, 2);
  });

  it('fetches a file again after it failed', async () => {
    server.listener = (_, response) => response.writeHead(503).end();
    await assert.rejects(archive.keep(id, at('/deer.png'), signal), { kind: 'unreachable' });
    server.listener = (_, response) => response.end('the bytes');
    const file = await archive.keep(id, at('/deer.png'), signal);
    assert.equal(await readFile(file, 'utf8'), 'the bytes');
  });

  it('goes on for one who waits when another one who waits turns away', async () => {
    const closing = new AbortController();
    const asked = new Promise<ServerResponse>((resolve) => {
      server.listener = (_, response) => {
        resolve(response);
      };
    });
    const first = archive.keep(id, at('/deer.png'), closing.signal).catch(() => 'turned away');
    const second = archive.keep(id, at('/deer.png'), signal);
    const response = await asked;
    closing.abort();
    response.end('the bytes');
    assert.equal(await readFile(await second, 'utf8'), 'the bytes');
    await first;
  });

  for (const [url, contentType, bytes, ending] of [
    ['/deer.png', 'image/png', '<!doctype html><p>Sign in</p>', '.html'],
    ['/deer.png', 'image/png', 'RIFF\0\0\0\0WEBPVP8 ', '.webp'],
    ['/out', 'text/plain', 'GIF89a', '.gif'],
    ['/notes.md', 'text/plain', '# Deer', '.md'],
    ['/out', 'application/json', '{"a":1}', '.json'],
    ['/out', '', '\x00\x01', '.bin'],
    ['/deer.png', 'image/png', '\x00\x01', '.bin'],
    ['/a.png/..%2f..%2fescape.GIF?x=.zip', 'image/png', 'GIF89a', '.gif'],
    ['/con', '', 'text', '.txt'],
    ['/run.exe', 'application/x-msdownload', 'MZ\x90\x00', '.bin'],
    [`/${'long'.repeat(100)}.png`, '', 'GIF89a', '.gif'],
  ] as const) {
    it(`gives ${url} of type “${contentType}” the ending ${ending} by its bytes`, async () => {
      server.listener = (_, response) => {
        response.writeHead(200, contentType === '' ? {} : { 'Content-Type': contentType });
        response.end(Buffer.from(bytes, 'latin1'));
      };
      const file = await archive.keep(id, at(url), signal);
      assert.equal(path.extname(file), ending);
      assert.equal(path.dirname(file), archive.folderOf(id));
      assert.match(path.basename(file), /^[a-z0-9-]+-[0-9a-f]{12}\.[a-z0-9]+$/);
      assert.ok(path.basename(file).length <= 100);
    });
  }

  for (const [uri, ending, bytes] of [
    ['data:image/png;base64,R0lGODlh', '.gif', 'GIF89a'],
    ['data:text/plain;charset=utf-8,hello%20there', '.txt', 'hello there'],
    ['data:text/plain,100%', '.txt', '100%'],
    ['data:application/json,{"a":"鹿"}', '.json', '{"a":"鹿"}'],
    ['data:,plain', '.txt', 'plain'],
  ] as const) {
    it(`keeps what stands in ${uri} without asking anyone`, async () => {
      const file = await archive.keep(id, { type: 'data', uri }, signal);
      assert.equal(path.extname(file), ending);
      assert.equal(await readFile(file, 'utf8'), bytes);
      assert.deepEqual(requests, []);
    });
  }

  it('gives each prediction a folder below its own, whatever the id', () => {
    const root = path.join(temporary.path, 'outputs', 'files');
    for (const odd of ['..', '../../x', '/etc', 'a/b', 'con']) {
      assert.equal(path.dirname(archive.folderOf(odd)), root);
    }
    assert.notEqual(archive.folderOf('abc'), archive.folderOf('ABC'));
  });

  it('ends the connection of a file that is no longer wanted', async () => {
    const closing = new AbortController();
    const closed = new Promise((resolve) => {
      server.listener = (_, response) => {
        response.write('half');
        resolve(once(response, 'close'));
        closing.abort();
      };
    });
    await assert.rejects(archive.keep(id, at('/deer.png'), closing.signal));
    await closed;
  });

  function at(pathname: string): FileSource {
    return { type: 'url', url: server.origin + pathname };
  }
});

async function namesIn(archive: OutputArchive): Promise<string[]> {
  return readdir(archive.folderOf(id)).catch(() => []);
}
