import { workspace } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import { choosePrediction } from '../../host/predictionArguments';
import { isIn, nameOf, type ReadOnlyDocuments } from '../../host/readOnlyDocuments';
import type { Tracker } from '../../tracking/tracker';
import { predictionJson } from './predictionJson';

export interface JsonParts {
  readonly tracker: Tracker;
  readonly documents: ReadOnlyDocuments;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

const folder = 'predictions';
const ending = '.json';

/** Predictions as the API sent them, in documents that are kept up to date. */
export function registerJson({
  tracker,
  documents,
  failures,
  restored,
}: JsonParts): DisposableStore {
  const store = new DisposableStore();
  /** What stays to be read after its prediction was taken off the list. */
  const lastTexts = new Map<string, string>();
  documents.serve(folder, async (name) => {
    await restored;
    const id = idIn(name);
    const opened = await tracker.open(id);
    if (opened !== undefined) lastTexts.set(id, predictionJson(opened));
    return lastTexts.get(id) ?? '';
  });
  store.add(
    tracker.onDidChange((changes) => {
      for (const { id } of changes) if (lastTexts.has(id)) documents.update(folder, id + ending);
    }),
  );
  store.add(
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (isIn(folder, uri)) lastTexts.delete(idIn(nameOf(uri)));
    }),
  );
  store.add(
    registerCommands(failures, {
      'deerapi.openJson': async (...args) => {
        await restored;
        const chosen = await choosePrediction(tracker, args, l10n.t('Open as JSON'));
        if (chosen === undefined) return;
        await documents.show(folder, chosen.id + ending);
      },
    }),
  );
  return store;
}

function idIn(name: string): string {
  return name.slice(0, -ending.length);
}
