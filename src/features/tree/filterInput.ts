import { window, type QuickPickItem } from 'vscode';

import { l10n } from '../../host/localization';
import { stateGroups, type RowOrder, type StateGroup } from './rowOrder';

interface StateItem extends QuickPickItem {
  readonly state: StateGroup;
}

/** Lets the person filter, and shows the outcome as they type. Who escapes has it as it was. */
export function askForFilter(before: RowOrder, apply: (order: RowOrder) => void): Promise<void> {
  const pick = window.createQuickPick<StateItem>();
  pick.title = l10n.t('Filter Predictions');
  pick.placeholder = l10n.t('Text in ID, model or error; and the states to show');
  pick.canSelectMany = true;
  // A click on a row that was found must not undo the finding.
  pick.ignoreFocusOut = true;
  pick.items = stateGroups.map((state) => ({ state, label: stateLabel(state), alwaysShow: true }));
  pick.selectedItems = pick.items.filter(({ state }) => before.states.includes(state));
  pick.value = before.text;
  const current = (): RowOrder => {
    const states = pick.selectedItems.map(({ state }) => state);
    // All four are no filter.
    return { ...before, text: pick.value.trim(), states: isEvery(states) ? [] : states };
  };
  return new Promise((resolve) => {
    let isAccepted = false;
    pick.onDidChangeValue(() => {
      apply(current());
    });
    pick.onDidChangeSelection(() => {
      apply(current());
    });
    pick.onDidAccept(() => {
      isAccepted = true;
      apply(current());
      pick.hide();
    });
    pick.onDidHide(() => {
      if (!isAccepted) apply(before);
      pick.dispose();
      resolve();
    });
    pick.show();
  });
}

function isEvery(states: readonly StateGroup[]): boolean {
  return states.length === stateGroups.length;
}

function stateLabel(state: StateGroup): string {
  switch (state) {
    case 'running':
      return l10n.t('running');
    case 'failed':
      return l10n.t('failed');
    case 'succeeded':
      return l10n.t('succeeded');
    case 'canceled':
      return l10n.t('canceled or aborted');
  }
}
