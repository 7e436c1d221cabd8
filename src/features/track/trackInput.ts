import { ThemeIcon, window } from 'vscode';

import { l10n } from '../../host/localization';
import { NewestReading } from './newestReading';
import type { ReferenceReader } from './referenceReader';
import { inPieces, type Text } from './text';
import { sourceItems, type SourceItem } from './trackSources';

/**
 * Asks for a text that holds predictions: typed or pasted into the input, from the clipboard, the
 * active editor, or a file. Gives undefined where the person turned away.
 */
export function askForText(reader: ReferenceReader): Promise<Text | undefined> {
  const pick = window.createQuickPick<SourceItem>();
  pick.title = l10n.t('Track Predictions');
  pick.placeholder = l10n.t('Paste IDs or URLs here, or choose where they are');
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.items = sourceItems();
  const typing = new NewestReading(reader);
  const offer = async () => {
    const typed = pick.value;
    pick.items = [...typedItems(typed), ...sourceItems()];
    const found = await typing.read(inPieces(typed));
    if (found === undefined) return;
    pick.items = [...typedItems(typed, found.ids.length + found.furtherIds), ...sourceItems()];
  };
  return new Promise((resolve, reject) => {
    let isAccepted = false;
    pick.onDidChangeValue(() => {
      // What cannot be counted may still be chosen; then the person is told why.
      offer().catch(() => undefined);
    });
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen?.read === undefined) return;
      isAccepted = true;
      chosen.read().then(resolve, reject);
      pick.hide();
    });
    pick.onDidHide(() => {
      if (!isAccepted) resolve(undefined);
      typing.dispose();
      pick.dispose();
    });
    pick.show();
  });
}

/** @param count How many predictions are in it; undefined while they are being counted. */
function typedItems(typed: string, count?: number): SourceItem[] {
  if (typed.trim() === '') return [];
  const item = { alwaysShow: true, read: () => Promise.resolve(inPieces(typed)) };
  switch (count) {
    case undefined: {
      const iconPath = new ThemeIcon('loading~spin');
      return [{ ...item, label: l10n.t('Track the predictions in this text'), iconPath }];
    }
    case 0: {
      const label = l10n.t('No ID of a prediction is in this text');
      return [{ label, iconPath: new ThemeIcon('info'), alwaysShow: true }];
    }
    default: {
      const iconPath = new ThemeIcon('add');
      const label =
        count === 1 ? l10n.t('Track 1 prediction') : l10n.t('Track {0} predictions', count);
      return [{ ...item, label, iconPath }];
    }
  }
}
