import {
  Disposable,
  Range,
  TextEditorRevealType,
  window,
  workspace,
  type TextDocument,
  type TextEditor,
} from 'vscode';

interface Sight {
  readonly firstLine: number;
  readonly isAtEnd: boolean;
}

/**
 * Editors of such documents that show the end go on to do so as it grows, until one scrolls up. So
 * do those that a person comes back to: VS Code makes a new one for each time that a tab is shown.
 */
export function stayAtEnd(isOurs: (document: TextDocument) => boolean): Disposable {
  const sights = new Sights();
  let visible: readonly TextEditor[] = [];
  const note = (editor: TextEditor) => {
    if (isOurs(editor.document)) sights.set(editor, sightOf(editor, sights.get(editor)));
  };
  const follow = (editor: TextEditor) => {
    if (sights.get(editor)?.isAtEnd === true) revealEnd(editor);
  };
  const noteVisible = (editors: readonly TextEditor[]) => {
    const shown = editors.filter((editor) => !visible.includes(editor));
    visible = editors;
    for (const editor of shown) {
      follow(editor);
      if (sights.get(editor) === undefined) note(editor);
    }
  };
  noteVisible(window.visibleTextEditors);
  return Disposable.from(
    window.onDidChangeVisibleTextEditors(noteVisible),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      note(textEditor);
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      for (const editor of window.visibleTextEditors) {
        if (editor.document === document) follow(editor);
      }
    }),
    workspace.onDidCloseTextDocument((document) => {
      sights.forget(document);
    }),
  );
}

/** What was last seen of each document, in each column of editors. */
class Sights {
  readonly #ofDocuments = new Map<string, Map<TextEditor['viewColumn'], Sight>>();

  get({ document, viewColumn }: TextEditor): Sight | undefined {
    return this.#ofDocuments.get(document.uri.toString())?.get(viewColumn);
  }

  set({ document, viewColumn }: TextEditor, sight: Sight): void {
    const key = document.uri.toString();
    const ofColumns = this.#ofDocuments.get(key) ?? new Map<TextEditor['viewColumn'], Sight>();
    this.#ofDocuments.set(key, ofColumns.set(viewColumn, sight));
  }

  forget({ uri }: TextDocument): void {
    this.#ofDocuments.delete(uri.toString());
  }
}

export function revealEnd(editor: TextEditor): void {
  const last = editor.document.lineCount - 1;
  editor.revealRange(new Range(last, 0, last, 0), TextEditorRevealType.Default);
}

/** Lines that were added below, and are not yet scrolled to, do not count as left. */
function sightOf({ document, visibleRanges }: TextEditor, before: Sight | undefined): Sight {
  const firstLine = visibleRanges[0]?.start.line ?? 0;
  const lastLine = visibleRanges.at(-1)?.end.line ?? 0;
  const hasScrolledUp = before === undefined || firstLine < before.firstLine;
  const isAtEnd = lastLine >= document.lineCount - 1;
  return { firstLine, isAtEnd: isAtEnd || (!hasScrolledUp && before.isAtEnd) };
}
