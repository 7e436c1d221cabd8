import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { Uri } from 'vscode';

import { ComparePanel } from '../../src/features/preview/comparePanel';
import { PreviewPanel, type PreviewPlaces } from '../../src/features/preview/previewPanel';
import type { OutputArchive } from '../../src/library/archive/outputArchive';
import { archiveIn } from '../support/archive/archiveUnderTest';
import { LoopbackServer } from '../support/builders/loopbackServer';
import { trackedOf } from '../support/builders/predictions';
import { eventually } from '../support/eventually';
import { PanelStandIn } from './panelStandIn';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';
const times = 100;

describe('A tab that is opened and closed a hundred times', () => {
  const server = LoopbackServer.use();
  const reports: unknown[] = [];
  /** Of the archive, each once for every time that it listens. */
  const listeners: unknown[] = [];
  let connections: number;
  let folder: string;
  let archive: OutputArchive;
  let places: PreviewPlaces;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'deerapi-panels-'));
    archive = archiveIn(folder);
    const listen = archive.onDidChange.bind(archive);
    archive.onDidChange = (listener) => {
      listeners.push(listener);
      const listening = listen(listener);
      return {
        dispose() {
          listeners.splice(listeners.indexOf(listener), 1);
          listening.dispose();
        },
      };
    };
    const icon = Uri.file(path.join(folder, 'icon.svg'));
    places = {
      archive,
      pageFolder: Uri.file(path.join(folder, 'page')),
      icon: { light: icon, dark: icon },
      logOf: () => undefined,
      report: (failure) => reports.push(failure),
    };
    connections = 0;
    // Headers, and nothing that ever comes after them.
    server.listener = (_, response) => {
      connections += 1;
      response.on('close', () => (connections -= 1));
      response.writeHead(200).flushHeaders();
    };
  });

  afterEach(async () => {
    archive.dispose();
    await rm(folder, { recursive: true });
    assert.deepEqual(reports.splice(0), []);
  });

  it('leaves nothing behind where it showed a prediction', async () => {
    const shown = tracked();
    const listener = {
      onDidChangeViewState: () => undefined,
      onDidPin: () => undefined,
      onDidClose: () => undefined,
    };
    await openAndClose((panel) => {
      new PreviewPanel(places, panel, id, false, listener).update(shown);
    });
  });

  it('leaves nothing behind where it compared outputs', async () => {
    const sides = [0, 1].map((index) => ({ opened: tracked(), index }));
    await openAndClose((panel) => new ComparePanel(places, panel, sides));
  });

  function tracked() {
    const output = ['one', 'another'].map((name) => `${server.origin}/${name}.png`);
    return trackedOf({ id, status: 'succeeded', output });
  }

  async function openAndClose(open: (panel: PanelStandIn) => void): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      const panel = new PanelStandIn();
      open(panel);
      panel.say({ type: 'ready' });
      assert.ok(listeners.length > 0);
      // Now and then its files have begun to come.
      if (time % 10 === 0) await begun();
      panel.dispose();
      assert.deepEqual(listeners, []);
    }
    await eventually(
      () => leftOvers(),
      (left) => isDeepStrictEqual(left, { connections: 0, isFetching: false, files: [] }),
    );
  }

  function begun(): Promise<number> {
    return eventually(
      () => Promise.resolve(connections),
      (count) => count > 0,
    );
  }

  async function leftOvers() {
    const folders = ['held', 'shown', 'turns'].map((name) => path.join(folder, name));
    const files = await Promise.all(folders.map((name) => readdir(name).catch(() => [])));
    return { connections, isFetching: archive.isFetching, files: files.flat() };
  }
});
