import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { Uri } from 'vscode';

import { ComparePanel } from '../../src/features/preview/comparePanel';
import { PreviewPanel, type PreviewPlaces } from '../../src/features/preview/previewPanel';
import type { OutputArchive } from '../../src/library/archive/outputArchive';
import { archiveIn } from '../support/archive/archiveUnderTest';
import { LoopbackServer } from '../support/builders/loopbackServer';
import { trackedOf } from '../support/builders/predictions';
import { useTemporaryFolder } from '../support/builders/temporaryFolder';
import { eventually } from '../support/eventually';
import { PanelStandIn } from './panelStandIn';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';
const times = 100;

describe('A tab that is opened and closed a hundred times', () => {
  const server = LoopbackServer.use();
  const reports: unknown[] = [];
  /** One for each time that somebody listens to the archive. */
  const listening = new Set<object>();
  const temporary = useTemporaryFolder();
  let asked: number;
  let connections: number;
  let archive: OutputArchive;
  let places: PreviewPlaces;

  beforeEach(() => {
    archive = archiveIn(temporary.path);
    const listen = archive.onDidChange.bind(archive);
    archive.onDidChange = (listener) => {
      const own = listen(listener);
      listening.add(own);
      return {
        dispose() {
          listening.delete(own);
          own.dispose();
        },
      };
    };
    const icon = Uri.file(path.join(temporary.path, 'icon.svg'));
    places = {
      archive,
      pageFolder: Uri.file(path.join(temporary.path, 'page')),
      icon: { light: icon, dark: icon },
      logOf: () => undefined,
      report: (failure) => reports.push(failure),
    };
    asked = connections = 0;
    // Headers, and nothing that ever comes after them.
    server.listener = (_, response) => {
      asked += 1;
      connections += 1;
      response.on('close', () => (connections -= 1));
      response.writeHead(200).flushHeaders();
    };
  });

  afterEach(() => {
    archive.dispose();
    assert.deepEqual(reports.splice(0), []);
  });

  it('leaves no listener and no download behind where it showed a prediction', async () => {
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

  it('leaves no listener and no download behind where it compared outputs', async () => {
    const sides = [0, 1].map((index) => ({ opened: tracked(), index }));
    await openAndClose((panel) => new ComparePanel(places, panel, sides));
  });

  function tracked() {
    const output = ['one', 'another'].map((name) => `${server.origin}/${name}.png`);
    return trackedOf({ id, status: 'succeeded', output });
  }

  async function openAndClose(open: (panel: PanelStandIn) => void): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      const before = asked;
      const panel = new PanelStandIn();
      open(panel);
      panel.say({ type: 'ready' });
      assert.ok(listening.size > 0);
      // Of some the files have begun to come.
      const waits = time % 10 === 0;
      if (waits) await until(() => asked > before);
      panel.dispose();
      assert.equal(listening.size, 0);
      if (waits) await until(() => connections === 0);
    }
    assert.ok(asked >= times / 10);
    await until(() => !archive.isFetching);
    await eventually(leftOvers, ({ length }) => length === 0);
  }

  async function until(holds: () => boolean): Promise<void> {
    await eventually(() => Promise.resolve(holds()), Boolean);
  }

  async function leftOvers(): Promise<string[]> {
    const folders = ['held', 'shown', 'turns'].map((name) => path.join(temporary.path, name));
    const names = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
    return names.flat();
  }
});
