import path from 'node:path';

import { commands, env, UIKind, Uri, workspace } from 'vscode';

import { l10n } from '../../host/localization';
import { showMessage, type Severity } from '../../host/messages';
import { describeSaving, type Missing } from './saveReport';

export interface Saved {
  readonly saved: readonly Uri[];
  readonly notSaved: readonly Missing[];
  readonly cancelled: number;
}

/** One message at the end, with a way to what is there now. Does not wait for an answer. */
export function showSaved(outcome: Saved, folder: Uri): void {
  const { saved } = outcome;
  const names = saved.map((uri) => path.posix.basename(uri.path));
  const sentence = describeSaving({ ...outcome, saved: names }, placeOf(folder), l10n);
  const [first] = saved;
  const wayThere = first && wayTo(first);
  const buttons = wayThere === undefined ? [] : [wayThere.title];
  void showMessage(severityOf(outcome), sentence, ...buttons).then((answer) => {
    if (answer === undefined || wayThere === undefined) return undefined;
    return commands.executeCommand(wayThere.command, first);
  });
}

function severityOf({ saved, notSaved }: Saved): Severity {
  if (notSaved.length === 0) return 'information';
  return saved.length === 0 ? 'error' : 'warning';
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
