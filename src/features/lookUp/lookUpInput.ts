import { env, QuickPickItemKind, ThemeIcon, UIKind, window, type QuickPickItem } from 'vscode';

import { l10n } from '../../host/localization';
import { withoutIcons } from '../../host/plainText';
import {
  isCertainReference,
  parseReference,
  type ReferenceProblem,
} from '../../prediction/reference';

/** One that is offered again. */
export interface RecentPrediction {
  readonly id: string;
  readonly model: string;
  readonly state: string;
}

interface Choice extends QuickPickItem {
  readonly id?: string;
  readonly pastes?: boolean;
}

/**
 * What the clipboard has to offer. A browser asks the person, or complains, when it is read; so
 * there it is read only when the person says so.
 */
type Clipboard = { readonly id: string } | 'unread' | 'nothing';

/**
 * Asks for a prediction in any form. Gives its id, or undefined where the person turned away.
 * @param onLikely Told of an id that stands in the input and is one beyond doubt.
 */
export function askForPrediction(
  recent: readonly RecentPrediction[],
  onLikely: (id: string) => void,
): Promise<string | undefined> {
  const pick = window.createQuickPick<Choice>();
  pick.title = l10n.t('Look Up Prediction');
  pick.placeholder = l10n.t('Paste a prediction’s ID, URL or JSON');
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  let clipboard: Clipboard = env.uiKind === UIKind.Web ? 'unread' : 'nothing';
  const offer = () => {
    pick.items = choices(pick.value, clipboard, recent);
  };
  const paste = async () => {
    const text = await clipboardText();
    if (text === '')
      pick.placeholder = l10n.t('The clipboard is empty, or may not be read: paste here');
    if (pick.value === '') pick.value = text.trim();
    offer();
  };
  offer();
  if (clipboard === 'nothing') {
    void certainIdInClipboard().then((id) => {
      if (id === undefined) return;
      clipboard = { id };
      offer();
    });
  }
  return new Promise((resolve) => {
    pick.onDidChangeValue((typed) => {
      offer();
      const id = certainId(typed);
      if (id !== undefined) onLikely(id);
    });
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen?.pastes === true) void paste();
      if (chosen?.id === undefined) return;
      resolve(chosen.id);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function choices(
  typed: string,
  clipboard: Clipboard,
  recent: readonly RecentPrediction[],
): Choice[] {
  const items: Choice[] = [];
  if (typed.trim() !== '') items.push(choiceForTyped(typed));
  else items.push(...choicesForClipboard(clipboard));
  if (recent.length > 0) {
    items.push({ label: l10n.t('recent'), kind: QuickPickItemKind.Separator });
    items.push(...recent.map(choiceForRecent));
  }
  return items;
}

function choiceForTyped(typed: string): Choice {
  const reference = parseReference(typed);
  if ('id' in reference) {
    return {
      label: reference.id,
      description: l10n.t('look up'),
      iconPath: new ThemeIcon('search'),
      alwaysShow: true,
      id: reference.id,
    };
  }
  return {
    label: describeProblem(reference.problem),
    iconPath: new ThemeIcon('info'),
    alwaysShow: true,
  };
}

function choicesForClipboard(clipboard: Clipboard): Choice[] {
  const iconPath = new ThemeIcon('clippy');
  if (clipboard === 'nothing') return [];
  if (clipboard === 'unread') {
    return [{ label: l10n.t('Paste from the clipboard'), iconPath, pastes: true }];
  }
  const { id } = clipboard;
  return [{ label: id, description: l10n.t('from the clipboard'), iconPath, id }];
}

function choiceForRecent({ id, model, state }: RecentPrediction): Choice {
  return {
    label: id,
    description: withoutIcons([model, state].filter((part) => part !== '').join(' · ')),
    iconPath: new ThemeIcon('history'),
    id,
  };
}

/** Empty where it may not be read. */
async function clipboardText(): Promise<string> {
  try {
    return await env.clipboard.readText();
  } catch {
    return '';
  }
}

async function certainIdInClipboard(): Promise<string | undefined> {
  return certainId(await clipboardText());
}

function certainId(text: string): string | undefined {
  if (!isCertainReference(text)) return undefined;
  const reference = parseReference(text);
  return 'id' in reference ? reference.id : undefined;
}

function describeProblem(problem: ReferenceProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('Paste a prediction’s ID, URL or JSON.');
    case 'url-without-id':
      return l10n.t('This URL holds no prediction’s ID: paste one that ends in /predictions/‹id›.');
    case 'model-name':
      return l10n.t('This is a model’s name: paste the ID of one of its predictions.');
    case 'json-without-id':
      return l10n.t('This JSON has no “id”: paste the whole prediction, or its ID.');
    case 'too-long':
      return l10n.t('This is too long for an ID, which has at most 128 characters.');
    case 'not-an-id':
      return l10n.t('This is no ID: one has only letters, digits, - and _, without spaces.');
  }
}
