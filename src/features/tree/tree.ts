import { commands, window, type Memento, type TreeView } from 'vscode';

import type { Attention } from '../../host/attention';
import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import type { Tracker } from '../../tracking/tracker';
import { OutputDrag } from './dragOutputs';
import { askForFilter } from './filterInput';
import type { KnownFiles } from '../../host/keptFiles';
import { KeptImages } from './keptImages';
import { PendingRepaints } from './pendingRepaints';
import { PredictionTree } from './predictionTree';
import { RetryCountdown } from './retryCountdown';
import { isFiltered, isShown, wholeList, type RowOrder, type SortKey } from './rowOrder';
import type { Row } from './rows';

export interface TreeParts {
  readonly tracker: Tracker;
  readonly failures: FailureMessages;
  readonly attention: Attention;
  /** Keeps how the person last sorted. */
  readonly memento: Memento;
  /** The files of outputs that are on disk. */
  readonly files: KnownFiles;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

const sortKeyMemento = 'deerapi.sortKey';

export function registerTree(parts: TreeParts): DisposableStore {
  const { tracker, failures, attention, memento, files, restored } = parts;
  const store = new DisposableStore();
  const images = store.add(new KeptImages(tracker, files));
  const tree = store.add(new PredictionTree(tracker, restored, images, files));
  const view = store.add(
    window.createTreeView<Row>('deerapi.predictions', {
      treeDataProvider: tree,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: new OutputDrag(tracker, files),
    }),
  );
  const repaints = store.add(
    new PendingRepaints((ids) => {
      tree.repaint(ids);
    }),
  );
  store.add(
    images.onDidChange((id) => {
      repaints.add(id);
    }),
  );
  const countdown = store.add(
    new RetryCountdown(tracker, (ids) => {
      tree.repaint(ids);
    }),
  );
  const setOrder = (order: RowOrder) => {
    tree.setOrder(order);
    describeOrder(view, tracker, order);
  };
  setOrder({ ...wholeList, sortKey: sortKeyIn(memento) });

  /** Who opens the view, or comes back to its window, sees how all have ended. */
  const noteSeen = () => {
    const isSeen = view.visible && attention.isHere;
    if (isSeen) void tracker.markSeen(tracker.unseen.map(({ id }) => id));
  };
  const noteVisibility = () => {
    attention.show('tree', view.visible ? 'all' : undefined);
    countdown.setVisible(view.visible);
    if (view.visible) void restored.then(noteSeen);
  };
  noteVisibility();
  store.add(view.onDidChangeVisibility(noteVisibility));
  store.add(attention.onDidChange(noteSeen));
  store.add(
    tracker.onDidChange((changes) => {
      for (const { id, after } of changes) if (after === undefined) images.forget(id);
      const hasMovedRows = tree.apply(changes);
      countdown.update();
      showRunningCount(view, tracker);
      if (hasMovedRows && isFiltered(tree.order)) describeOrder(view, tracker, tree.order);
    }),
  );
  const sortBy = (sortKey: SortKey) => {
    setOrder({ ...tree.order, sortKey });
    return memento.update(sortKeyMemento, sortKey);
  };
  store.add(
    registerCommands(failures, {
      'deerapi.filter': () => askForFilter(tree.order, setOrder),
      'deerapi.clearFilter': () => {
        setOrder({ ...wholeList, sortKey: tree.order.sortKey });
      },
      'deerapi.sortByNewest': () => sortBy('newest'),
      'deerapi.sortByState': () => sortBy('state'),
      '_deerapi.showMoreRows': () => {
        tree.showMore();
      },
      '_deerapi.reveal': async (id) => {
        if (typeof id !== 'string') return;
        const tracked = tracker.get(id);
        // What was asked for by name is shown, whatever the filter.
        if (tracked !== undefined && !isShown(tracked, tree.order)) {
          setOrder({ ...wholeList, sortKey: tree.order.sortKey });
        }
        const row = tree.rowToReveal(id);
        if (row !== undefined) await view.reveal(row, { select: true, focus: false });
      },
    }),
  );
  return store;
}

function showRunningCount(view: TreeView<Row>, tracker: Tracker): void {
  const value = tracker.running.length;
  if (value === (view.badge?.value ?? 0)) return;
  view.badge = value === 0 ? undefined : { value, tooltip: l10n.t('{0} running', value) };
}

/** Says in the view's head that rows are hidden, and offers to show them. */
function describeOrder(view: TreeView<Row>, tracker: Tracker, order: RowOrder): void {
  const { text, states, sortKey } = order;
  const isHiding = isFiltered(order);
  void commands.executeCommand('setContext', 'deerapi.isFiltered', isHiding);
  void commands.executeCommand('setContext', 'deerapi.sortKey', sortKey);
  if (!isHiding) {
    view.message = '';
    return;
  }
  const shown = tracker.list.filter((tracked) => isShown(tracked, order)).length;
  const quoted = text === '' ? [] : [l10n.t('“{0}”', text)];
  const filter = [...quoted, ...states.map(groupName)].join(' · ');
  view.message = l10n.t('{0}: {1} of {2} shown.', filter, shown, tracker.size);
}

function groupName(state: RowOrder['states'][number]): string {
  switch (state) {
    case 'running':
      return l10n.t('running');
    case 'failed':
      return l10n.t('failed');
    case 'succeeded':
      return l10n.t('succeeded');
    case 'canceled':
      return l10n.t('canceled');
  }
}

function sortKeyIn(memento: Memento): SortKey {
  return memento.get<unknown>(sortKeyMemento) === 'state' ? 'state' : 'newest';
}
