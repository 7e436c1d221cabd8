import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';

import { keepOutputs } from '../../../src/host/outputKeeping';
import type { OutputArchive } from '../../../src/library/archive/outputArchive';
import type { LibraryReport } from '../../../src/library/libraryReport';
import { describeReport } from '../../../src/library/libraryReportSentence';
import { archiveIn, filesBelow, urlSource } from '../../support/archive/archiveUnderTest';
import { settled } from '../../support/builders/heldSource';
import { english } from '../../support/builders/english';
import { LoopbackServer } from '../../support/builders/loopbackServer';
import { answerJson, answerText } from '../../support/builders/predictions';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { TrackerFixture } from '../../support/builders/trackerFixture';
import { storedOf } from '../../support/library/storedOf';
import { FullDisk } from '../../support/crash/fullDisk';
import { eventually } from '../../support/eventually';

const id = 'abc';

describe('outputs', () => {
  const temporary = useTemporaryFolder();
  const server = LoopbackServer.use();
  const disk = FullDisk.use();
  let its: TrackerFixture;
  let archive: OutputArchive;
  let asked: (string | undefined)[];
  let isWanted: boolean;
  const failures: unknown[] = [];
  let keeping: { dispose(): void } | undefined;

  beforeEach(() => {
    its = new TrackerFixture();
    archive = archiveIn(temporary.path);
    asked = [];
    isWanted = true;
    server.listener = ({ url, headers }, response) => {
      assert.equal(headers.authorization, undefined);
      asked.push(url);
      response.end(`of ${url}`);
    };
  });
  afterEach(() => {
    keeping?.dispose();
    archive.dispose();
    assert.deepEqual([...its.bugs, ...failures], []);
  });

  function begin(restored = Promise.resolve()): void {
    keeping = keepOutputs({
      tracker: its.tracker,
      archive,
      isWanted: () => isWanted,
      restored,
      report: (failure) => failures.push(failure),
      firstPauseMs: 50,
    });
  }

  const at = (name: string) => `${server.origin}/${name}`;
  const kept = () => filesBelow(archive.folderOf(id));

  it('are kept when a prediction has ended', async () => {
    begin();
    await its.track({ id, output: [at('1.txt'), at('2.txt')] });
    await eventually(kept, ({ length }) => length === 2);
    assert.deepEqual(asked.sort(), ['/1.txt', '/2.txt']);
  });

  it('are kept as they appear while it still runs, each asked for once', async () => {
    begin();
    const running = { id, status: 'processing' };
    await its.track({ ...running, output: [at('1.txt')] });
    await eventually(kept, ({ length }) => length === 1);
    void its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ ...running, output: [at('1.txt'), at('2.txt')] }));
    await eventually(kept, ({ length }) => length === 2);
    void its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, output: [at('1.txt'), at('2.txt')] }));
    await settled();
    assert.deepEqual(asked, ['/1.txt', '/2.txt']);
  });

  it('that cannot be had are not asked for again by themselves', async () => {
    server.listener = ({ url }, response) => {
      asked.push(url);
      response.writeHead(404).end();
    };
    begin();
    await its.track({ id, output: at('1.txt') });
    await eventually(
      () => Promise.resolve(archive.stateOf(id, urlSource(at('1.txt')))),
      ({ type }) => type === 'failed',
    );
    void its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, output: at('1.txt'), logs: 'more' }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(asked.length, 1);
  });

  it('that were told of before they were there are asked for once more at the end', async () => {
    server.listener = (_, response) => response.writeHead(404).end();
    begin();
    await its.track({ id, status: 'processing', output: at('1.txt') });
    await eventually(
      () => Promise.resolve(archive.stateOf(id, urlSource(at('1.txt')))),
      ({ type }) => type === 'failed',
    );
    server.listener = (_, response) => response.end('there now');
    void its.tracker.refresh(id);
    await its.source.last.answer(answerJson({ id, output: at('1.txt') }));
    await eventually(kept, ({ length }) => length === 1);
  });

  it('that are out of reach are tried again later', async () => {
    server.listener = (_, response) => {
      asked.push('');
      response.writeHead(503).end();
    };
    begin();
    await its.track({ id, output: at('1.txt') });
    await eventually(
      () => Promise.resolve(archive.stateOf(id, urlSource(at('1.txt')))),
      ({ type }) => type === 'failed',
    );
    server.listener = (_, response) => response.end('back');
    await eventually(kept, ({ length }) => length === 1);
  });

  it('that find no room on the disk are told of once, and kept when there is room', async () => {
    const told: LibraryReport[] = [];
    archive = archiveIn(temporary.path, { report: (report) => told.push(report) });
    disk.isFull = true;
    begin();
    const urls = [at('1.txt'), at('2.txt'), at('3.txt')];
    await its.track({ id, output: urls });
    await eventually(
      () => Promise.resolve(urls.map((url) => archive.stateOf(id, urlSource(url)))),
      (states) => states.every(({ type }) => type === 'failed'),
    );
    assert.deepEqual(
      told.map((report) => describeReport(report, english)),
      ['The disk is full: what is new of tracked predictions is not saved until there is room.'],
    );
    disk.isFull = false;
    await eventually(kept, ({ length }) => length === urls.length);
    assert.equal(told.length, 1);
  });

  it('are not fetched where the person does not want that', async () => {
    isWanted = false;
    begin();
    await its.track({ id, output: at('1.txt') });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(asked, []);
    assert.deepEqual(await filesBelow(temporary.path), []);
  });

  it('of a run that ended just now, in a session before, are kept', async () => {
    const completed_at = new Date(Date.now() - 60_000).toISOString();
    const fields = { completed_at, output: at('1.txt') };
    await its.store.add([storedOf(id, fields, { answer: answerText({ ...fields, id }) })]);
    await its.store.add([storedOf('old', { output: at('old.txt') })]);
    begin(its.tracker.restore());
    await eventually(kept, ({ length }) => length === 1);
    assert.deepEqual(asked, ['/1.txt']);
  });

  it('whose download was interrupted come after all when Undo brings their prediction back', async () => {
    let isClosed = false;
    server.listener = (_, response) => {
      response.write('half');
      response.on('close', () => (isClosed = true));
    };
    begin();
    await its.track({ id, output: at('1.txt') });
    await eventually(
      () => Promise.resolve(archive.stateOf(id, urlSource(at('1.txt')))),
      (state) => state.type === 'fetching' && state.bytes > 0,
    );
    const removed = await its.tracker.untrack([id]);
    await eventually(
      () => Promise.resolve(isClosed),
      (closed) => closed,
    );
    server.listener = (_, response) => response.end('whole');
    await its.tracker.trackAgain(removed);
    await eventually(kept, ({ length }) => length === 1);
  });

  it('of a run that cannot be read do not hold up those of others', async () => {
    const completed_at = new Date(Date.now() - 60_000).toISOString();
    for (const [each, name] of [
      ['broken', '1.txt'],
      [id, '2.txt'],
    ] as const) {
      const fields = { completed_at, output: at(name) };
      await its.store.add([
        storedOf(each, fields, { answer: answerText({ ...fields, id: each }) }),
      ]);
    }
    const look = archive.look.bind(archive);
    archive.look = (each) => (each === 'broken' ? Promise.reject(new Error('EIO')) : look(each));
    begin(its.tracker.restore());
    await eventually(kept, ({ length }) => length === 1);
    assert.equal(failures.splice(0).length, 1);
  });

  for (const [name, act] of [
    ['is no longer tracked', () => its.tracker.untrack([id])],
    ['is shown by a window that closes', () => keeping?.dispose()],
  ] as const) {
    it(`leave no connection open when their prediction ${name}`, async () => {
      let open: ServerResponse | undefined;
      let isClosed = false;
      server.listener = (_, response) => {
        open = response;
        response.write('half');
        response.on('close', () => (isClosed = true));
      };
      begin();
      await its.track({ id, output: at('1.txt') });
      await eventually(
        () => Promise.resolve(open),
        (response) => response !== undefined,
      );
      await act();
      await eventually(
        () => Promise.resolve(isClosed),
        (closed) => closed,
      );
    });
  }
});
