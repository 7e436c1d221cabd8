import path from 'node:path';

import { commands, env, UIKind, Uri, window, workspace } from 'vscode';

import { l10n } from '../../host/localization';
import { withoutLinks } from '../../host/plainText';
import { describeSaving, type Missing } from './saveReport';

export interface Saved {
  readonly saved: readonly Uri[];
  readonly notSaved: readonly Missing[];
  readonly cancelled: number;
}

/** One message at the end, with a way to what is there now. Does not wait for an answer. */
export function showSaved(outcome: Saved, folder: Uri): void {
  const { saved, notSaved } = outcome;
  const names = saved.map((uri) => path.posix.basename(uri.path));
  const sentence = describeSaving({ ...outcome, saved: names }, placeOf(folder), l10n);
  const [first] = saved;
  const wayThere = first && wayTo(first);
  const show = severityOf(saved.length, notSaved.length);
  void show(withoutLinks(sentence), ...(wayThere === undefined ? [] : [wayThere.title])).then(
    (answer) => {
      if (answer === undefined || wayThere === undefined) return undefined;
      return commands.executeCommand(wayThere.command, first);
    },
  );
}

function severityOf(saved: number, notSaved: number): typeof window.showErrorMessage {
  if (notSaved === 0) return window.showInformationMessage;
  return saved === 0 ? window.showErrorMessage : window.showWarningMessage;
}

/** VS Code's own dialog gives a folder with a slash at its end, where one was typed. */
function placeOf(folder: Uri): string {
  const place = folder.scheme === 'file' ? workspace.asRelativePath(folder) : folder.path;
  return place.replace(/(?<=.)\/$/, '');
}

/** The system's file manager shows only what is on the machine that the person sits at. */
function wayTo(saved: Uri): { title: string; command: string } | undefined {
  const isHere = env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  if (isHere && saved.scheme === 'file') {
    return { title: l10n.t('Open Folder'), command: 'revealFileInOS' };
  }
  if (workspace.getWorkspaceFolder(saved) !== undefined) {
    return { title: l10n.t('Show in Explorer'), command: 'revealInExplorer' };
  }
  return { title: l10n.t('Open'), command: 'vscode.open' };
}
