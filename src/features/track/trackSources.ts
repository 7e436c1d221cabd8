import {
  env,
  Range,
  ThemeIcon,
  window,
  workspace,
  type QuickPickItem,
  type TextDocument,
  type Uri,
} from 'vscode';

import { l10n } from '../../host/localization';
import { UserError, type Remedy } from '../../host/userError';
import { decoded, inPieces, isBinary, type Text } from './text';

/** Where a text that may hold ids comes from. */
export interface SourceItem extends QuickPickItem {
  /** Gives undefined where the person turned away. Absent where there is nothing to track. */
  readonly read?: () => Promise<Text | undefined>;
}

const linesAtOnce = 10_000;
const mostBytes = 50_000_000;

export function sourceItems(): SourceItem[] {
  return [clipboardItem(), ...editorItems(), fileItem()];
}

function clipboardItem(): SourceItem {
  return {
    label: l10n.t('From the clipboard'),
    iconPath: new ThemeIcon('clippy'),
    read: readClipboard,
  };
}

async function readClipboard(): Promise<Text> {
  const text = await env.clipboard.readText();
  if (text.trim() === '') {
    throw new UserError(l10n.t('The clipboard is empty: copy IDs, URLs or JSON first.'), [
      trackAgain(),
    ]);
  }
  return inPieces(text);
}

function editorItems(): SourceItem[] {
  const editor = window.activeTextEditor;
  // The log channel is an editor, too.
  if (editor === undefined || editor.document.uri.scheme === 'output') return [];
  const { document, selections } = editor;
  const selected = selections.filter(({ isEmpty }) => !isEmpty);
  const isWhole = selected.length === 0;
  const ranges = isWhole ? [new Range(0, 0, document.lineCount, 0)] : selected;
  return [
    {
      label: isWhole ? l10n.t('From the active editor') : l10n.t('From the editor’s selection'),
      description: workspace.asRelativePath(document.uri),
      iconPath: new ThemeIcon('edit'),
      read: () => Promise.resolve(textIn(document, ranges)),
    },
  ];
}

function* textIn(document: TextDocument, ranges: readonly Range[]): Generator<string> {
  for (const range of ranges) {
    for (let line = range.start.line; line <= range.end.line; line += linesAtOnce) {
      const part = range.intersection(new Range(line, 0, line + linesAtOnce, 0));
      if (part !== undefined) yield* inPieces(document.getText(part));
    }
    yield '\n';
  }
}

function fileItem(): SourceItem {
  return {
    label: l10n.t('From a file…'),
    description: l10n.t('a list, JSON, JSON lines, CSV or a log'),
    iconPath: new ThemeIcon('file'),
    read: readChosenFile,
  };
}

async function readChosenFile(): Promise<Text | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Track the Predictions in a File'),
      openLabel: l10n.t('Track'),
    })) ?? [];
  return file === undefined ? undefined : readFile(file);
}

/** Its bytes, since VS Code would hold the event loop to open it as a document. */
async function readFile(file: Uri): Promise<Text> {
  try {
    const { size } = await workspace.fs.stat(file);
    const bytes = size <= mostBytes ? await workspace.fs.readFile(file) : undefined;
    if (bytes !== undefined && !isBinary(bytes)) return decoded(bytes);
  } catch (error) {
    throw unreadable(file, error);
  }
  throw unreadable(file);
}

function unreadable(file: Uri, cause?: unknown): UserError {
  const name = workspace.asRelativePath(file);
  return new UserError(
    l10n.t('{0} cannot be read as text: choose a text file of at most 50 MB.', name),
    [trackAgain()],
    { cause },
  );
}

function trackAgain(): Remedy {
  return { title: l10n.t('Track Predictions…'), command: 'deerapi.track' };
}
