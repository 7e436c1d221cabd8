import * as v from 'valibot';
import { window } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import type { OutputArchive } from '../../library/archive/outputArchive';

export interface DownloadParts {
  readonly archive: OutputArchive;
  readonly failures: FailureMessages;
}

const predictionRow = v.object({ type: v.literal('prediction'), predictionId: v.string() });

/** Of an output that may be fetched. */
const outputRow = v.object({
  type: v.literal('output'),
  predictionId: v.string(),
  output: v.object({ source: v.object({ type: v.literal('url'), url: v.string() }) }),
});

/** Shows in the view that large outputs are being fetched, and ends that on demand. */
export function registerDownloads({ archive, failures }: DownloadParts): DisposableStore {
  const store = new DisposableStore();
  let end: (() => void) | undefined;
  const show = () => {
    if (!archive.isFetchingLarge) {
      end?.();
      end = undefined;
      return;
    }
    if (end !== undefined) return;
    const fetching = new Promise<void>((resolve) => {
      end = resolve;
    });
    void window.withProgress({ location: { viewId: 'deerapi.predictions' } }, () => fetching);
  };
  store.add(archive.onDidChange(show));
  store.add({ dispose: () => end?.() });
  store.add(
    registerCommands(failures, {
      'deerapi.cancelDownloads': (...args) => {
        cancel(args, archive);
      },
    }),
  );
  return store;
}

/** Of the rows or the prediction that were given; of all, where nothing was. */
function cancel([first, selected]: readonly unknown[], archive: OutputArchive): void {
  if (first === undefined) {
    if (archive.isFetching) archive.cancelAll();
    else window.setStatusBarMessage(l10n.t('No output is being fetched.'), 5000);
    return;
  }
  for (const row of Array.isArray(selected) ? (selected as readonly unknown[]) : [first]) {
    if (typeof row === 'string') archive.cancelAll(row);
    else if (v.is(predictionRow, row)) archive.cancelAll(row.predictionId);
    else if (v.is(outputRow, row)) archive.cancel(row.predictionId, row.output.source);
  }
}
