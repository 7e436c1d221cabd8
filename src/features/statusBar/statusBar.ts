import { commands, StatusBarAlignment, window } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import { turning } from '../../host/motion';
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
  /** What the person has just asked for, whatever ended before. */
  let asked: string | undefined;

  const ended = () => {
    const tracked = asked === undefined ? undefined : tracker.get(asked);
    return tracked === undefined ? tracker.unseen : [tracked];
  };
  const paint = () => {
    const { running, size } = tracker;
    if (size === 0) {
      item.hide();
      return;
    }
    const facts = { running, ended: ended(), size, runningIcon: turning('sync') };
    const { text, label, tooltip } = statusText(facts, l10n);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label };
    item.show();
  };
  store.add(
    tracker.onDidChange((changes) => {
      if (changes.some(({ id, after }) => id !== asked && after?.marks.has('unseen') === true)) {
        asked = undefined;
      }
      paint();
    }),
  );
  store.add(
    registerCommands(failures, {
      '_deerapi.showState': (id) => {
        asked = typeof id === 'string' ? id : undefined;
        paint();
      },
      '_deerapi.showPredictions': async () => {
        asked = undefined;
        paint();
        await commands.executeCommand('deerapi.predictions.focus');
        await tracker.markSeen(tracker.unseen.map(({ id }) => id));
      },
    }),
  );
  return store;
}
