import { l10n, type Uri } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { choosePrediction } from '../../host/predictionArguments';
import type { OutputArchive } from '../../library/outputArchive';
import type { Tracker } from '../../tracking/tracker';
import { PreviewPanel } from './previewPanel';

export interface PreviewParts {
  readonly tracker: Tracker;
  readonly archive: OutputArchive;
  readonly pageFolder: Uri;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: Promise<void>;
}

export function registerPreview(parts: PreviewParts): DisposableStore {
  const { tracker, archive, pageFolder, failures, restored } = parts;
  const store = new DisposableStore();
  let panel: PreviewPanel | undefined;
  store.add({ dispose: () => panel?.dispose() });
  store.add(
    tracker.onDidChange(({ id, after }) => {
      if (after !== undefined && panel?.shownId === id) panel.update(after);
    }),
  );
  store.add(
    registerCommands(failures, {
      'deerapi.preview': async (...args) => {
        await restored;
        const tracked = await choosePrediction(tracker, args, l10n.t('Preview Outputs'));
        if (tracked === undefined) return;
        if (panel !== undefined) {
          panel.show(tracked);
          return;
        }
        panel = new PreviewPanel({ pageFolder, archive }, tracked, () => {
          panel = undefined;
        });
      },
    }),
  );
  return store;
}
