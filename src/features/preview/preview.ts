import { Uri, window } from 'vscode';
import * as v from 'valibot';

import type { Attention } from '../../host/attention';
import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import type { LogChannel } from '../../host/logChannel';
import { choosePrediction } from '../../host/predictionArguments';
import type { OutputArchive } from '../../library/archive/outputArchive';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { compare, compareType, reviveCompare } from './compare';
import { PreviewPanels, previewType } from './previewPanels';

export interface PreviewParts {
  readonly tracker: Tracker;
  readonly archive: OutputArchive;
  readonly extensionUri: Uri;
  readonly attention: Attention;
  readonly channel: LogChannel;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

export function registerPreview(parts: PreviewParts): DisposableStore {
  const { tracker, archive, attention, extensionUri, channel, failures, restored } = parts;
  const media = (name: string) => Uri.joinPath(extensionUri, 'media', name);
  const report = (failure: unknown) => {
    channel.report(failure);
  };
  const places = {
    archive,
    report,
    pageFolder: Uri.joinPath(extensionUri, 'dist'),
    icon: { light: media('deerapi-light.svg'), dark: media('deerapi-dark.svg') },
    logOf: (id: string) => tracker.logOf(id),
  };
  const store = new DisposableStore();
  const noteAttention = () => {
    attention.show('preview', panels.visibleIds);
  };
  const panels = store.add(new PreviewPanels(places, noteAttention));
  /** Brings what is open up to date. */
  const follow = async (tracked: TrackedPrediction) => {
    const { id, whole } = tracked;
    const opened = whole === undefined ? await tracker.open(id) : { ...tracked, whole };
    if (opened === undefined) return;
    for (const panel of panels.showing(id)) panel.update(opened);
    if (panels.visibleIds.has(id) && attention.isHere) await tracker.markSeen([id]);
  };
  store.add(
    tracker.onDidChange((changes) => {
      for (const { id, after } of changes) {
        const showing = panels.showing(id);
        if (showing.length === 0) continue;
        if (after !== undefined) follow(after).catch(report);
        else for (const panel of showing) panel.dispose();
      }
    }),
  );
  store.add(window.registerWebviewPanelSerializer(previewType, reviver(panels, parts)));
  store.add(
    window.registerWebviewPanelSerializer(compareType, {
      async deserializeWebviewPanel(panel, state: unknown) {
        await restored;
        await reviveCompare(tracker, places, panel, state);
      },
    }),
  );
  store.add(
    registerCommands(failures, {
      'deerapi.preview': async (...args) => {
        await restored;
        const chosen = await choosePrediction(tracker, args, l10n.t('Preview Outputs'));
        const opened = chosen && (await tracker.open(chosen.id));
        if (opened === undefined) return;
        panels.show(opened, indexIn(args));
        noteAttention();
        await tracker.markSeen([opened.id]);
      },
      'deerapi.compare': async (...args) => {
        await restored;
        await compare(tracker, places, args);
      },
      'deerapi.pinPreview': () => {
        panels.pinActive(true);
      },
      'deerapi.unpinPreview': () => {
        panels.pinActive(false);
      },
      // An open panel goes on showing what it shows until there is something new to see.
      '_deerapi.preparePreview': (id) => {
        if (typeof id === 'string') panels.prepare(id);
      },
      '_deerapi.dropPreparedPreview': () => {
        panels.dropPrepared();
      },
    }),
  );
  return store;
}

/** Of what the page has noted about itself, that by which it is brought back. */
const notedState = v.object({ id: v.string(), isPinned: v.boolean() });

function reviver(panels: PreviewPanels, { tracker, restored }: PreviewParts) {
  return {
    async deserializeWebviewPanel(...[panel, state]: Parameters<Deserialize>) {
      const noted = v.safeParse(notedState, state);
      await restored;
      const opened = noted.success ? await tracker.open(noted.output.id) : undefined;
      if (!noted.success || opened === undefined) {
        panel.dispose();
        return;
      }
      panels.revive(panel, opened.id, noted.output.isPinned).update(opened);
    },
  };
}

type Deserialize = Parameters<
  typeof window.registerWebviewPanelSerializer
>[1]['deserializeWebviewPanel'];

/** Given beside an id, or by the row of an output. */
function indexIn([first, second]: readonly unknown[]): number | undefined {
  const given = v.safeParse(outputIndex, typeof first === 'string' ? second : first);
  return given.success ? given.output : undefined;
}

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));
const ofRow = v.object({ index: wholeNumber });
const outputIndex = v.union([
  wholeNumber,
  v.pipe(
    ofRow,
    v.transform(({ index }) => index),
  ),
]);
