import { window, workspace, type TextEditor } from 'vscode';

import { l10n } from '../../host/localization';
import { UserError } from '../../host/userError';

/**
 * The editor that a person means: the active one, or the one in sight, as a preview may be active.
 * @throws UserError where there is none, or which one is not clear.
 */
export function targetEditor(): TextEditor {
  const { activeTextEditor: active, visibleTextEditors: visible } = window;
  if (active !== undefined && isEditable(active)) return active;
  const [only, other] = visible.filter(isEditable);
  if (only !== undefined && other === undefined) return only;
  throw new UserError(
    only === undefined
      ? l10n.t(
          'No document is open to insert into: open one, and put the cursor where you want it.',
        )
      : l10n.t('Several documents are open: click into the one to insert into, then try again.'),
  );
}

function isEditable({ document }: TextEditor): boolean {
  const { scheme } = document.uri;
  return scheme === 'untitled' || workspace.fs.isWritableFileSystem(scheme) === true;
}
