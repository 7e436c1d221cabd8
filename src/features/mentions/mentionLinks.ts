import { DocumentLink, Range, Uri, type DocumentLinkProvider } from 'vscode';

import { l10n } from '../../host/localization';
import { mentionsIn } from '../../prediction/mentions';

/** Nobody follows more in one document; a log that repeats an id may hold any number. */
const mostLinks = 2000;
const mostLines = 50_000;

/** A link on each mention that looks the prediction up. */
export function mentionLinks(): DocumentLinkProvider {
  return {
    provideDocumentLinks(document, token) {
      const links: DocumentLink[] = [];
      const lineCount = Math.min(document.lineCount, mostLines);
      for (let line = 0; line < lineCount && links.length < mostLinks; line++) {
        if (token.isCancellationRequested) return [];
        for (const { id, start, end } of mentionsIn(document.lineAt(line).text)) {
          const link = new DocumentLink(new Range(line, start, line, end), lookUpUri(id));
          link.tooltip = l10n.t('Look up prediction {0}', id);
          links.push(link);
        }
      }
      return links;
    },
  };
}

/** An id is letters, digits and hyphens, so it cannot be another command's argument. */
function lookUpUri(id: string): Uri {
  return Uri.parse(`command:deerapi.lookUp?${encodeURIComponent(JSON.stringify([id]))}`);
}
