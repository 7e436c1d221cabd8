import assert from 'node:assert/strict';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import fc from 'fast-check';
import { Uri } from 'vscode';

import { reviveCompare } from '../../src/features/preview/compare';
import { ComparePanel } from '../../src/features/preview/comparePanel';
import { fromPage } from '../../src/features/preview/messages';
import { PreviewPanel, type PreviewPlaces } from '../../src/features/preview/previewPanel';
import type { OutputArchive } from '../../src/library/archive/outputArchive';
import { OutputError } from '../../src/prediction/outputError';
import { listOutputs } from '../../src/prediction/outputs';
import { archiveIn, filesBelow, signal } from '../support/archive/archiveUnderTest';
import { trackedOf } from '../support/builders/predictions';
import { eventually } from '../support/eventually';
import { anything, messagesLike } from '../support/hostile/anyMessage';
import { extensionUnderTest } from './extensionUnderTest';
import { PanelStandIn } from './panelStandIn';
import { spyOnVscode, type Calls } from './spied';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';
const image = `data:image/png;base64,${Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1').toString('base64')}`;
const output = [
  image,
  'data:text/html,<script>1</script>',
  'https://files.invalid/gone.png',
  { score: 0.98, more: [1, ['deep']] },
  'words',
];
const shown = trackedOf({
  id,
  output,
  status: 'failed',
  error: 'broken',
  input: { prompt: 'a deer' },
});
const { outputs } = listOutputs(output);

/** Half of them are such as a page sends, but of any prediction and place. */
const messages = fc.oneof(
  anything,
  messagesLike(fromPage, 0),
  messagesLike(fromPage, 10),
  messagesLike(fromPage, 0).map((message) => Object.assign({}, message, { id })),
);

describe('A page that says anything', () => {
  const calls: Calls = [];
  const reports: unknown[] = [];
  let folder: string;
  let archive: OutputArchive;
  let parts: PreviewPlaces;
  let spies: { dispose(): void };

  before(async () => {
    await extensionUnderTest().activate();
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'deerapi-page-')));
    archive = archiveIn(path.join(folder, 'outputs'), {
      openUrl: () => Promise.reject(new OutputError('unreachable')),
    });
    for (const { source } of outputs.slice(0, 2)) {
      if (source.type === 'data') await archive.keep(id, source, signal);
    }
    const icon = Uri.file(path.join(folder, 'icon.svg'));
    parts = {
      archive,
      pageFolder: Uri.file(path.join(folder, 'page')),
      icon: { light: icon, dark: icon },
      logOf: () => undefined,
      report: (failure) => reports.push(failure),
    };
  });

  beforeEach(() => {
    calls.length = reports.length = 0;
    spies = spyOnVscode(calls);
  });

  afterEach(() => {
    spies.dispose();
    assert.deepEqual(reports, []);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });

  after(async () => {
    archive.dispose();
    await rm(folder, { recursive: true });
  });

  it('has the extension do what a preview offers for what it shows, and nothing else', async () => {
    const before = await filesBelow(path.join(folder, 'outputs', 'files'));
    await fc.assert(
      fc.asyncProperty(fc.array(messages, { minLength: 10, maxLength: 40 }), async (said) => {
        const panel = new PanelStandIn();
        const preview = open(panel);
        preview.update(shown);
        for (const message of said) panel.say(message);
        await settled();
        panel.dispose();
        for (const call of calls.splice(0)) assert.ok(isOffered(call), JSON.stringify(call));
        assert.deepEqual(await filesBelow(path.join(folder, 'outputs', 'files')), before);
        assert.deepEqual(await readdir(folder), ['outputs']);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('is of no effect while nothing is shown', async () => {
    const panel = new PanelStandIn();
    open(panel);
    for (const message of fc.sample(messages, 500)) panel.say(message);
    await settled();
    panel.dispose();
    assert.deepEqual(calls, []);
    assert.deepEqual(panel.sent, []);
  });

  it('is of no effect where it means another prediction than the one that is shown', async () => {
    const panel = new PanelStandIn();
    open(panel).update(shown);
    const ofAnother = messagesLike(fromPage, 0).filter(
      (message) => typeof message === 'object' && message !== null && 'id' in message,
    );
    for (const message of fc.sample(ofAnother, 500)) {
      panel.say(Object.assign({}, message, { id: `${id}x` }));
    }
    await settled();
    panel.dispose();
    assert.deepEqual(calls, []);
  });

  it('is of use after that: the next that a person does is done', async () => {
    const panel = new PanelStandIn();
    open(panel).update(shown);
    for (const message of fc.sample(messages, 500)) panel.say(message);
    await settled();
    calls.length = panel.sent.length = 0;
    panel.say({ type: 'ready' });
    panel.say({ type: 'copyError', id });
    panel.say({ type: 'openOutput', id, index: 1 });
    await eventually(
      () => Promise.resolve(panel.sent.length),
      (count) => count >= 2,
    );
    assert.deepEqual(calls, [
      ['writeText', 'broken'],
      ['executeCommand', 'deerapi.openOutput', id, 1],
    ]);
    panel.dispose();
  });

  it('that compares leads to the preview of what it compares, and to nothing else', async () => {
    const panel = new PanelStandIn();
    const sides = [0, 1].map((index) => ({ opened: shown, index }));
    new ComparePanel(parts, panel, sides);
    for (const message of fc.sample(messages, 2000)) panel.say(message);
    panel.say({ type: 'showPreview', side: 1, index: 2 });
    panel.say({ type: 'showPreview', side: 2, index: 2 });
    panel.say({ type: 'showPreview', side: 1, index: outputs.length });
    await settled();
    panel.dispose();
    assert.deepEqual(calls.at(-1), ['executeCommand', 'deerapi.preview', id, 2]);
    for (const [name, command, given, index, ...more] of calls) {
      assert.deepEqual([name, command, given, more], ['executeCommand', 'deerapi.preview', id, []]);
      assert.ok(isPlace(index));
    }
  });

  it('that noted anything of itself is closed, or brought back with what is tracked', async () => {
    const asked: string[] = [];
    const tracker = {
      list: [shown],
      open: (given: string) => {
        asked.push(given);
        return Promise.resolve(given === id ? shown : undefined);
      },
    };
    const states = fc.oneof(
      anything,
      fc.record({
        sides: fc.array(fc.record({ id: fc.oneof(fc.constant(id), anything), index: anything })),
      }),
    );
    for (const state of fc.sample(states, 500)) {
      const panel = new PanelStandIn();
      await reviveCompare(tracker, parts, panel, state);
      panel.dispose();
    }
    assert.ok(asked.every((given) => typeof given === 'string'));
    assert.deepEqual(calls, []);
  });

  function open(panel: PanelStandIn): PreviewPanel {
    const listener = {
      onDidChangeViewState: () => undefined,
      onDidPin: () => undefined,
      onDidClose: () => undefined,
    };
    return new PreviewPanel(parts, panel, id, false, listener);
  }

  function isOffered([name, ...args]: Calls[number]): boolean {
    const [first, given, index, ...more] = args;
    switch (name) {
      case 'writeText':
        return args.length === 1 && typeof first === 'string' && isShown(first);
      case 'openExternal':
        return first instanceof Uri && isKept(first);
      case 'showWarningMessage':
        return first === 'Open this file in another program?';
      case 'showErrorMessage':
        return first === 'The image could not be copied: copy the path of its file instead.';
      case 'executeCommand':
        if (given !== id || more.length > 0) return false;
        return index === undefined
          ? ofAll.includes(first)
          : ofOne.includes(first) && isPlace(index);
      default:
        return false;
    }
  }

  /** Only the image: a page that a browser would run needs a person who agrees. */
  function isKept(uri: Uri): boolean {
    return (
      uri.scheme === 'file' &&
      path.dirname(uri.fsPath) === archive.folderOf(id) &&
      uri.fsPath.endsWith('.png')
    );
  }
});

const ofAll: readonly unknown[] = ['deerapi.showLog', 'deerapi.openJson', 'deerapi.saveOutputs'];
const ofOne: readonly unknown[] = [
  'deerapi.openOutput',
  'deerapi.saveOutputs',
  'deerapi.copyOutputUrl',
  'deerapi.copyOutputPath',
];

function isPlace(index: unknown): boolean {
  return typeof index === 'number' && index in outputs;
}

/** Whether it stands anywhere in the answer, or is one of the times as a person reads them. */
function isShown(text: string): boolean {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    found.push(typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(JSON.parse(shown.whole.answer));
  return found.includes(text) || /^[\d/,: .smAPM]+$/.test(text);
}

/** Nothing that a page has done waits for more than what is spied on, which answers at once: all comes before. */
function settled(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
