import { l10n, window, type TreeView } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import type { Tracker } from '../../tracking/tracker';
import { isRunning, PredictionTree } from './predictionTree';
import type { Row } from './rows';

export interface TreeParts {
  readonly tracker: Tracker;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: Promise<void>;
}

export function registerTree({ tracker, failures, restored }: TreeParts): DisposableStore {
  const store = new DisposableStore();
  const tree = store.add(new PredictionTree(tracker, restored));
  const view = store.add(
    window.createTreeView<Row>('deerapi.predictions', {
      treeDataProvider: tree,
      canSelectMany: true,
      showCollapseAll: true,
    }),
  );
  store.add(
    tracker.onDidChange((change) => {
      tree.apply(change);
      showRunningCount(view, tracker);
    }),
  );
  store.add(
    registerCommands(failures, {
      '_deerapi.reveal': async (id) => {
        if (typeof id !== 'string' || tracker.get(id) === undefined) return;
        await view.reveal(tree.rowOf(id), { select: true, focus: false });
      },
    }),
  );
  return store;
}

function showRunningCount(view: TreeView<Row>, tracker: Tracker): void {
  const value = tracker.list.filter(isRunning).length;
  view.badge = value === 0 ? undefined : { value, tooltip: l10n.t('{0} running', value) };
}
