import {
  EventEmitter,
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from 'vscode';

const scheme = 'deerapi';

/** Gives what a document holds now. */
export type Content = () => string | Promise<string>;

/** Documents that cannot be edited, whose text is asked for anew when it has changed. */
export class ReadOnlyDocuments implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  /** Before the registration, which looks whether it is there. */
  readonly onDidChange = this.#changed.event;
  readonly #contents = new Map<string, Content>();
  readonly #registration = workspace.registerTextDocumentContentProvider(scheme, this);
  readonly #closing = workspace.onDidCloseTextDocument(({ uri }) => {
    // A change of its language closes a document, and opens it again.
    const isOpen = workspace.textDocuments.some((open) => open.uri.toString() === uri.toString());
    if (uri.scheme === scheme && !isOpen) this.#contents.delete(uri.toString());
  });

  /** @param name With an ending that tells its language. */
  async show(name: string, content: Content): Promise<void> {
    const uri = uriOf(name);
    this.#contents.set(uri.toString(), content);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: true });
  }

  /** Has its text asked for again, should it be open. */
  update(name: string): void {
    const uri = uriOf(name);
    if (this.#contents.has(uri.toString())) this.#changed.fire(uri);
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    return (await this.#contents.get(uri.toString())?.()) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
    this.#closing.dispose();
    this.#changed.dispose();
  }
}

function uriOf(name: string): Uri {
  return Uri.from({ scheme, path: `/${name}` });
}
