import {
  DocumentSymbol,
  languages,
  Range,
  SymbolKind,
  type Disposable,
  type TextDocument,
} from 'vscode';

import { l10n } from '../../host/localization';
import { documentScheme } from '../../host/readOnlyDocuments';
import { outlineOf, type OutlineEntry } from './logOutline';
import type { ShownLog } from './shownLog';

/** The outline of a log, for the breadcrumb and Go to Symbol. */
export function registerLogSymbols(
  logOf: (document: TextDocument) => ShownLog | undefined,
): Disposable {
  const selector = { scheme: documentScheme, language: 'deerapi-log' };
  return languages.registerDocumentSymbolProvider(selector, {
    provideDocumentSymbols(document) {
      const log = logOf(document);
      if (log === undefined) return [];
      return outlineOf(log, document.lineCount, l10n).map((entry) => symbolOf(document, entry));
    },
  });
}

function symbolOf(document: TextDocument, entry: OutlineEntry): DocumentSymbol {
  const { name, detail, kind, line, from, to, children } = entry;
  const symbol = new DocumentSymbol(
    name,
    detail,
    kind === 'stage' ? SymbolKind.Event : SymbolKind.Class,
    new Range(from, 0, to, document.lineAt(to).text.length),
    document.lineAt(line).range,
  );
  symbol.children = children.map((child) => symbolOf(document, child));
  return symbol;
}
