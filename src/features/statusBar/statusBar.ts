import { commands, l10n, StatusBarAlignment, window } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { isTerminal } from '../../prediction/prediction';
import type { PredictionChange, TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { statusText } from './statusText';

export interface StatusBarParts {
  readonly tracker: Tracker;
  readonly failures: FailureMessages;
}

/** The item that tells, wherever the person is, how the predictions are doing. */
export function registerStatusBar({ tracker, failures }: StatusBarParts): DisposableStore {
  const store = new DisposableStore();
  const item = store.add(window.createStatusBarItem('deerapi.status', StatusBarAlignment.Left));
  item.name = l10n.t('DeerAPI Predictions');
  item.command = '_deerapi.showPredictions';
  /** The ids of those whose end, or state, the person has yet to see. */
  const unseen = new Set<string>();

  const paint = () => {
    const { list } = tracker;
    if (list.length === 0) {
      item.hide();
      return;
    }
    const { text, label, tooltip } = statusText(list, unseen, l10n);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label };
    item.show();
  };
  const startedAt = Date.now();
  store.add(
    tracker.onDidChange((change) => {
      noteEnd(change, unseen, startedAt);
      paint();
    }),
  );
  store.add(
    registerCommands(failures, {
      // What is looked up is what the person wants to know of, whatever ended before.
      '_deerapi.showState': (id) => {
        unseen.clear();
        if (typeof id === 'string') unseen.add(id);
        paint();
      },
      '_deerapi.showPredictions': async () => {
        unseen.clear();
        paint();
        await commands.executeCommand('deerapi.predictions.focus');
      },
    }),
  );
  return store;
}

/** One that comes back from an earlier session was seen there. */
function noteEnd(change: PredictionChange, unseen: Set<string>, startedAt: number): void {
  const { id, before, after } = change;
  if (after === undefined) {
    unseen.delete(id);
    return;
  }
  const isNews =
    before === undefined ? after.answeredAt >= startedAt : hasEnded(after) && !hasEnded(before);
  if (isNews && hasEnded(after)) unseen.add(id);
}

function hasEnded({ prediction }: TrackedPrediction): boolean {
  return isTerminal(prediction);
}
