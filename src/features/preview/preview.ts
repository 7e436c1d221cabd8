import { l10n, Uri } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import type { LogChannel } from '../../host/logChannel';
import { choosePrediction } from '../../host/predictionArguments';
import type { OutputArchive } from '../../library/outputArchive';
import type { Tracker } from '../../tracking/tracker';
import { PreviewPanel } from './previewPanel';

export interface PreviewParts {
  readonly tracker: Tracker;
  readonly archive: OutputArchive;
  readonly extensionUri: Uri;
  readonly channel: LogChannel;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: Promise<void>;
}

export function registerPreview(parts: PreviewParts): DisposableStore {
  const { tracker, archive, extensionUri, channel, failures, restored } = parts;
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
    tracker.onDidChange(({ id, after }) => {
      if (panel?.id !== id) return;
      if (after === undefined) panel.dispose();
      else panel.update(after);
    }),
  );
  const panelFor = (id: string) => {
    panel ??= new PreviewPanel(places, id, () => {
      panel = undefined;
    });
    return panel;
  };
  store.add(
    registerCommands(failures, {
      'deerapi.preview': async (...args) => {
        await restored;
        const tracked = await choosePrediction(tracker, args, l10n.t('Preview Outputs'));
        if (tracked !== undefined) panelFor(tracked.id).show(tracked);
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
