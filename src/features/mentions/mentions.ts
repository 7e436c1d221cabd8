import {
  commands,
  Disposable,
  languages,
  TerminalLink,
  window,
  type DocumentFilter,
  type TerminalLinkProvider,
} from 'vscode';

import type { KnownFiles } from '../../host/keptFiles';
import { l10n } from '../../host/localization';
import { documentScheme } from '../../host/readOnlyDocuments';
import { mentionsIn } from '../../prediction/mentions';
import type { Tracker } from '../../tracking/tracker';
import { mentionHovers } from './mentionHovers';
import { mentionLinks } from './mentionLinks';
import { openLinks } from './openLinks';

export interface MentionsParts {
  readonly tracker: Tracker;
  readonly files: KnownFiles;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
  readonly report: (failure: unknown) => void;
}

const editors: readonly DocumentFilter[] = [
  { scheme: 'file' },
  { scheme: 'untitled' },
  { scheme: 'vscode-notebook-cell' },
  { scheme: 'output' },
  { scheme: documentScheme },
];

/** Leads from where a prediction is named, in code, in logs and in terminals, to the prediction. */
export function registerMentions(parts: MentionsParts): Disposable {
  return Disposable.from(
    languages.registerDocumentLinkProvider(editors, mentionLinks()),
    languages.registerHoverProvider(editors, mentionHovers(parts)),
    window.registerTerminalLinkProvider(terminalLinks),
    window.registerUriHandler(openLinks()),
  );
}

type LinkToLookUp = TerminalLink & { readonly id: string };

const terminalLinks: TerminalLinkProvider<LinkToLookUp> = {
  provideTerminalLinks: ({ line }) =>
    mentionsIn(line).map(({ id, start, end }) => {
      const tooltip = l10n.t('Look up prediction {0}', id);
      return Object.assign(new TerminalLink(start, end - start, tooltip), { id });
    }),
  handleTerminalLink: ({ id }) => commands.executeCommand('deerapi.lookUp', id),
};
