import { env, l10n, ThemeIcon, window, workspace, type QuickPickItem } from 'vscode';

import { UserError } from '../../host/userError';
import { parseReferenceList } from '../../prediction/referenceList';

/** A text that may hold ids, or undefined where the person turned away. */
type Source = () => Promise<string | undefined>;

interface SourceItem extends QuickPickItem {
  /** Absent where there is nothing to track. */
  readonly read?: Source;
}

/**
 * Asks for a text that holds predictions: typed or pasted into the input, from the clipboard, the
 * active editor, or a file. Gives undefined where the person turned away.
 */
export function askForText(): Promise<string | undefined> {
  const pick = window.createQuickPick<SourceItem>();
  pick.title = l10n.t('Track Predictions');
  pick.placeholder = l10n.t('Paste IDs or URLs here, or choose where they are');
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  const offer = () => {
    pick.items = [...typedItems(pick.value), ...sourceItems()];
  };
  offer();
  return new Promise((resolve, reject) => {
    let isAccepted = false;
    pick.onDidChangeValue(offer);
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen?.read === undefined) return;
      isAccepted = true;
      chosen.read().then(resolve, reject);
      pick.hide();
    });
    pick.onDidHide(() => {
      if (!isAccepted) resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function typedItems(typed: string): SourceItem[] {
  if (typed.trim() === '') return [];
  const count = parseReferenceList(typed).ids.length;
  const label = count === 1 ? l10n.t('Track 1 prediction') : l10n.t('Track {0} predictions', count);
  return [
    {
      label: count === 0 ? l10n.t('No ID of a prediction is in this text') : label,
      iconPath: new ThemeIcon(count === 0 ? 'info' : 'add'),
      alwaysShow: true,
      ...(count > 0 && { read: () => Promise.resolve(typed) }),
    },
  ];
}

function sourceItems(): SourceItem[] {
  const items: SourceItem[] = [
    {
      label: l10n.t('From the clipboard'),
      iconPath: new ThemeIcon('clippy'),
      read: async () => env.clipboard.readText(),
    },
  ];
  const editor = window.activeTextEditor;
  // The log channel is an editor, too.
  if (editor !== undefined && editor.document.uri.scheme !== 'output') {
    const { document, selections } = editor;
    const selected = selections.filter(({ isEmpty }) => !isEmpty);
    const isWhole = selected.length === 0;
    items.push({
      label: isWhole ? l10n.t('From the active editor') : l10n.t('From the editor’s selection'),
      description: workspace.asRelativePath(document.uri),
      iconPath: new ThemeIcon('edit'),
      read: () =>
        Promise.resolve(
          isWhole ? document.getText() : selected.map((part) => document.getText(part)).join('\n'),
        ),
    });
  }
  items.push({
    label: l10n.t('From a file…'),
    description: l10n.t('a list, JSON, JSON lines, CSV or a log'),
    iconPath: new ThemeIcon('file'),
    read: readFile,
  });
  return items;
}

async function readFile(): Promise<string | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Track the Predictions in a File'),
      openLabel: l10n.t('Track'),
    })) ?? [];
  if (file === undefined) return undefined;
  try {
    return (await workspace.openTextDocument(file)).getText();
  } catch (error) {
    const name = workspace.asRelativePath(file);
    throw new UserError(
      l10n.t('{0} cannot be read as text: choose a text file of less than 50 MB.', name),
      [{ title: l10n.t('Track Predictions…'), command: 'deerapi.track' }],
      { cause: error },
    );
  }
}
