import { env, l10n, QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from 'vscode';

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
}

/** Asks for a prediction in any form. Gives its id, or undefined where the person turned away. */
export async function askForPrediction(
  recent: readonly RecentPrediction[],
  typed = '',
): Promise<string | undefined> {
  const copied = await copiedId();
  const pick = window.createQuickPick<Choice>();
  pick.title = l10n.t('Look Up Prediction');
  pick.placeholder = l10n.t('Paste a prediction’s ID, URL or JSON');
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.value = typed;
  const offer = () => {
    pick.items = choices(pick.value, copied, recent);
  };
  offer();
  return new Promise((resolve) => {
    pick.onDidChangeValue(offer);
    pick.onDidAccept(() => {
      const id = pick.selectedItems[0]?.id;
      if (id === undefined) return;
      resolve(id);
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
  copied: string | undefined,
  recent: readonly RecentPrediction[],
): Choice[] {
  const items: Choice[] = [];
  if (typed.trim() !== '') items.push(choiceForTyped(typed));
  else if (copied !== undefined) items.push(choiceForCopied(copied));
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

function choiceForCopied(id: string): Choice {
  return {
    label: id,
    description: l10n.t('from the clipboard'),
    iconPath: new ThemeIcon('clippy'),
    id,
  };
}

function choiceForRecent({ id, model, state }: RecentPrediction): Choice {
  return {
    label: id,
    description: [model, state].filter((part) => part !== '').join(' · '),
    iconPath: new ThemeIcon('history'),
    id,
  };
}

async function copiedId(): Promise<string | undefined> {
  const text = await env.clipboard.readText().then(
    (read) => read,
    // A browser may forbid it; then nothing is offered.
    () => '',
  );
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
    case 'json-without-id':
      return l10n.t('This JSON has no “id”: paste the whole prediction, or its ID.');
    case 'too-long':
      return l10n.t('This is too long for an ID, which has at most 128 characters.');
    case 'not-an-id':
      return l10n.t('This is no ID: one has only letters, digits, - and _, without spaces.');
  }
}
