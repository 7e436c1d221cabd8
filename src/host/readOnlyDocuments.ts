import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  MarkdownString,
  Uri,
  window,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
  type TextDocument,
  type TextEditor,
} from 'vscode';

import { l10n } from './localization';
import { utf8Mark } from './utf8Mark';

export const documentScheme = 'deerapi';

/** A text, or its bytes in UTF-8 behind the mark of that. */
export type DocumentText = string | Uint8Array;

/** Gives what the document of that name holds now. */
export type Content = (name: string) => DocumentText | Promise<DocumentText>;

/**
 * Documents that cannot be edited, whose text is asked for anew when it has changed. They are files
 * to VS Code, which of a file takes over what has changed: of a content provider's document it
 * would replace the whole text, and with it lose what is selected and keep all that it ever held.
 */
export class ReadOnlyDocuments implements FileSystemProvider, Disposable {
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #contents = new Map<string, Content>();
  /** Tells VS Code that what it has may be old. */
  #version = Date.now();
  /** Before the registration, which looks whether it is there. */
  readonly onDidChangeFile = this.#changed.event;
  readonly #registration = workspace.registerFileSystemProvider(documentScheme, this, {
    isCaseSensitive: true,
    isReadonly: new MarkdownString(l10n.t('What the server has sent cannot be edited.')),
  });

  /** From now on, also for documents that VS Code has kept open over a reload. */
  serve(folder: string, content: Content): void {
    this.#contents.set(folder, content);
  }

  /** @param name With an ending that tells its language; may have folders of its own. */
  async show(folder: string, name: string): Promise<TextEditor> {
    this.update(folder, name);
    const document = await workspace.openTextDocument(uriOf(folder, name));
    return window.showTextDocument(document, { preview: true });
  }

  /** Has its text asked for again, should it be open. */
  update(folder: string, name: string): void {
    this.#version += 1;
    this.#changed.fire([{ type: FileChangeType.Changed, uri: uriOf(folder, name) }]);
  }

  stat(uri: Uri): FileStat {
    const { name } = placeOf(uri);
    const type = name === '' ? FileType.Directory : FileType.File;
    return { type, ctime: 0, mtime: this.#version, size: 0 };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const { folder, name } = placeOf(uri);
    const content = this.#contents.get(folder);
    if (content === undefined) throw FileSystemError.FileNotFound(uri);
    const text = await content(name);
    return typeof text === 'string' ? Buffer.from(utf8Mark + text) : text;
  }

  /** Its documents are not to be browsed. */
  readDirectory(): [string, FileType][] {
    return [];
  }

  /** What changes is told in any case. */
  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

/** The documents of a folder that are open. */
export function openDocuments(folder: string): TextDocument[] {
  return workspace.textDocuments.filter(({ uri }) => isIn(folder, uri));
}

export function isIn(folder: string, uri: Uri): boolean {
  return uri.scheme === documentScheme && placeOf(uri).folder === folder;
}

export function nameOf(uri: Uri): string {
  return placeOf(uri).name;
}

function uriOf(folder: string, name: string): Uri {
  return Uri.from({ scheme: documentScheme, path: `/${folder}/${name}` });
}

function placeOf({ path }: Uri): { folder: string; name: string } {
  const [, folder = '', ...names] = path.split('/');
  return { folder, name: names.join('/') };
}
