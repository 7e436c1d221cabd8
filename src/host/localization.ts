import * as vscode from 'vscode';

import { localization } from '../prediction/localization';

/** The words, numbers and dates of VS Code's display language; all in English where it has no words. */
export const l10n = localization(
  (message, ...values) => vscode.l10n.t(message, ...values),
  () => (vscode.l10n.bundle === undefined ? 'en' : vscode.env.language),
);
