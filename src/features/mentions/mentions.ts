import {
  commands,
  Disposable,
  l10n,
  languages,
  TerminalLink,
  window,
  type DocumentFilter,
} from 'vscode';

import { documentScheme } from '../../host/readOnlyDocuments';
import { mentionsIn, type Mention } from '../../prediction/mentions';
import type { Tracker } from '../../tracking/tracker';
import { mentionHovers } from './mentionHovers';
import { mentionLinks } from './mentionLinks';
import { openLinks } from './openLinks';

export interface MentionsParts {
  readonly tracker: Tracker;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
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
    window.registerTerminalLinkProvider({
      provideTerminalLinks: ({ line }) =>
        mentionsIn(line).map((mention) => new LinkToLookUp(mention)),
      handleTerminalLink: (link) =>
        link instanceof LinkToLookUp
          ? commands.executeCommand('deerapi.lookUp', link.id)
          : undefined,
    }),
    window.registerUriHandler(openLinks()),
  );
}

class LinkToLookUp extends TerminalLink {
  readonly id: string;

  constructor({ id, start, end }: Mention) {
    super(start, end - start, l10n.t('Look up prediction {0}', id));
    this.id = id;
  }
}
