import { window } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import type { OutputArchive } from '../../library/archive/outputArchive';
import { listOutputs } from '../../prediction/outputs';
import type { Tracker } from '../../tracking/tracker';

export interface DownloadParts {
  readonly archive: OutputArchive;
  readonly tracker: Tracker;
  readonly failures: FailureMessages;
}

/** Shows in the view that large outputs are being fetched, and ends that; small ones are there in a moment. */
export function registerDownloads({ archive, tracker, failures }: DownloadParts): DisposableStore {
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
      'deerapi.cancelDownloads': async (row, selected) => {
        const outputs = outputsIn(Array.isArray(selected) ? selected : [row]);
        for (const output of outputs) await cancel(output, archive, tracker);
        if (outputs.length === 0) cancelAll(archive);
      },
    }),
  );
  return store;
}

interface OutputPlace {
  readonly predictionId: string;
  readonly index: number;
}

function cancelAll(archive: OutputArchive): void {
  if (archive.isFetchingLarge) archive.cancelLarge();
  else window.setStatusBarMessage(l10n.t('No output is being fetched.'), 5000);
}

async function cancel(
  { predictionId, index }: OutputPlace,
  archive: OutputArchive,
  tracker: Tracker,
): Promise<void> {
  const opened = await tracker.open(predictionId);
  const source = listOutputs(opened?.whole.prediction.output).outputs[index]?.source;
  if (source?.type === 'url') archive.cancel(predictionId, source);
}

/** Those among the tree's rows that are outputs. */
function outputsIn(rows: readonly unknown[]): OutputPlace[] {
  return rows.filter(isOutputPlace);
}

function isOutputPlace(row: unknown): row is OutputPlace {
  if (typeof row !== 'object' || row === null) return false;
  if (!('predictionId' in row) || !('index' in row)) return false;
  return typeof row.predictionId === 'string' && typeof row.index === 'number';
}
