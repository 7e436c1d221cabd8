import { window } from 'vscode';

import { DisposableStore } from '../../host/disposableStore';
import type { OutputArchive } from '../../library/archive/outputArchive';

/** Shows in the view that large outputs are being fetched; small ones are there in a moment. */
export function registerDownloads(archive: OutputArchive): DisposableStore {
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
  return store;
}
