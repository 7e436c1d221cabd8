import { EventEmitter, ViewColumn, type Webview, type WebviewPanel } from 'vscode';

/** A tab whose page is in the test's hands: it says anything, and sees what it is sent. */
export class PanelStandIn implements WebviewPanel {
  readonly #messages = new EventEmitter<unknown>();
  readonly #disposed = new EventEmitter<void>();
  readonly #viewState = new EventEmitter<{ webviewPanel: WebviewPanel }>();
  readonly sent: unknown[] = [];
  readonly webview: Webview;
  readonly viewType = 'test';
  title = '';
  readonly options = {};
  readonly viewColumn = ViewColumn.One;
  readonly active = true;
  readonly visible = true;
  isDisposed = false;
  readonly onDidChangeViewState = this.#viewState.event;
  readonly onDidDispose = this.#disposed.event;

  constructor() {
    const { sent } = this;
    this.webview = {
      options: {},
      html: '',
      cspSource: 'test:',
      onDidReceiveMessage: this.#messages.event,
      postMessage(message) {
        sent.push(message);
        return Promise.resolve(true);
      },
      asWebviewUri: (uri) => uri.with({ scheme: 'test' }),
    };
  }

  say(message: unknown): void {
    this.#messages.fire(message);
  }

  reveal(): void {
    // It is in sight.
  }

  dispose(): void {
    this.isDisposed = true;
    this.#disposed.fire();
  }
}
