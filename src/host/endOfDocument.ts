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

/** Editors of such documents that show the end go on to do so as it grows, until one scrolls up. */
export function stayAtEnd(isOurs: (document: TextDocument) => boolean): Disposable {
  const sights = new WeakMap<TextEditor, Sight>();
  const note = (editor: TextEditor) => {
    if (isOurs(editor.document)) sights.set(editor, sightOf(editor, sights.get(editor)));
  };
  window.visibleTextEditors.forEach(note);
  return Disposable.from(
    window.onDidChangeVisibleTextEditors((editors) => {
      for (const editor of editors) if (!sights.has(editor)) note(editor);
    }),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      note(textEditor);
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      for (const editor of window.visibleTextEditors) {
        if (editor.document === document && sights.get(editor)?.isAtEnd === true) revealEnd(editor);
      }
    }),
  );
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
