import { l10n, Uri } from 'vscode';

import type { Attention } from '../../host/attention';
import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import type { LogChannel } from '../../host/logChannel';
import { choosePrediction } from '../../host/predictionArguments';
import type { OutputArchive } from '../../library/outputArchive';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { PreviewPanel } from './previewPanel';

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
  const places = {
    archive,
    report: (failure: unknown) => {
      channel.report(failure);
    },
    pageFolder: Uri.joinPath(extensionUri, 'dist'),
    icon: { light: media('deerapi-light.svg'), dark: media('deerapi-dark.svg') },
  };
  const store = new DisposableStore();
  let panel: PreviewPanel | undefined;
  store.add({ dispose: () => panel?.dispose() });
  store.add(
    tracker.onDidChange((changes) => {
      const change = changes.find(({ id }) => id === panel?.id);
      if (change === undefined) return;
      if (change.after === undefined) panel?.dispose();
      else void follow(change.after);
    }),
  );
  const noteAttention = () => {
    attention.show('preview', panel?.isVisible === true ? new Set([panel.id]) : undefined);
  };
  const panelFor = (id: string) => {
    panel ??= new PreviewPanel(places, id, noteAttention, () => {
      panel = undefined;
      noteAttention();
    });
    return panel;
  };
  /** Brings an open panel up to date. */
  const follow = async (tracked: TrackedPrediction) => {
    const { whole } = tracked;
    const opened = whole === undefined ? await tracker.open(tracked.id) : { ...tracked, whole };
    if (opened === undefined || panel?.id !== opened.id) return;
    panel.update(opened);
    if (panel.isVisible && attention.isHere) await tracker.markSeen([opened.id]);
  };
  store.add(
    registerCommands(failures, {
      'deerapi.preview': async (...args) => {
        await restored;
        const chosen = await choosePrediction(tracker, args, l10n.t('Preview Outputs'));
        const opened = chosen && (await tracker.open(chosen.id));
        if (opened === undefined) return;
        panelFor(opened.id).show(opened);
        noteAttention();
        await tracker.markSeen([opened.id]);
      },
      // An open panel goes on showing what it shows until there is something new to see.
      '_deerapi.preparePreview': (id) => {
        if (typeof id !== 'string') return;
        if (panel === undefined || panel.isBlank) panelFor(id).prepare(id);
      },
      '_deerapi.dropPreparedPreview': () => {
        if (panel?.isBlank === true) panel.dispose();
      },
    }),
  );
  return store;
}
