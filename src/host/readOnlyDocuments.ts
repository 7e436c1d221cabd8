import {
  EventEmitter,
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from 'vscode';

const scheme = 'deerapi';

/** Gives what the document of that name holds now. */
export type Content = (name: string) => string | Promise<string>;

/** Documents that cannot be edited, whose text is asked for anew when it has changed. */
export class ReadOnlyDocuments implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #contents = new Map<string, Content>();
  /** Before the registration, which looks whether it is there. */
  readonly onDidChange = this.#changed.event;
  readonly #registration = workspace.registerTextDocumentContentProvider(scheme, this);

  /** From now on, also for documents that VS Code has kept open over a reload. */
  serve(folder: string, content: Content): void {
    this.#contents.set(folder, content);
  }

  /** @param name With an ending that tells its language. */
  async show(folder: string, name: string): Promise<void> {
    const uri = uriOf(folder, name);
    this.#changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }

  /** Has its text asked for again, should it be open. */
  update(folder: string, name: string): void {
    this.#changed.fire(uriOf(folder, name));
  }

  async provideTextDocumentContent({ path }: Uri): Promise<string> {
    const [, folder = '', name = ''] = path.split('/');
    return (await this.#contents.get(folder)?.(name)) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

function uriOf(folder: string, name: string): Uri {
  return Uri.from({ scheme, path: `/${folder}/${name}` });
}
