import { commands, l10n, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';

import { explainStaleness } from '../../host/trackedState';
import type { OutputArchive } from '../../library/archive/outputArchive';
import { listOutputs, type Output } from '../../prediction/outputs';
import { modelName } from '../../prediction/prediction';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';
import { decodeFromPage, type FromPage, type ToPage } from './messages';
import { OutputFiles } from './outputFiles';
import { pageHtml } from './pageHtml';
import { predictionView } from './predictionView';

export interface PreviewPlaces {
  /** Holds the page's script and style. */
  readonly pageFolder: Uri;
  readonly archive: OutputArchive;
  /** Told of failures that are the extension's own. */
  readonly report: (failure: unknown) => void;
  readonly icon: { readonly light: Uri; readonly dark: Uri };
}

/**
 * The editor tab that shows one prediction's outputs. It shows another one when asked to, and may be
 * opened before anything is known of the prediction, since a page takes its time to start.
 */
export class PreviewPanel {
  readonly #panel: WebviewPanel;
  #id: string;
  #shown: OpenedPrediction | undefined;
  #files: OutputFiles;
  #isReady = false;

  constructor(
    private readonly places: PreviewPlaces,
    id: string,
    private readonly onDidChangeVisibility: () => void,
    onDidClose: () => void,
  ) {
    this.#id = id;
    this.#files = this.#filesOf(id);
    this.#panel = window.createWebviewPanel(
      'deerapi.preview',
      id.slice(0, 8),
      { viewColumn: ViewColumn.Active, preserveFocus: true },
      { enableScripts: true, localResourceRoots: this.#roots(id) },
    );
    this.#panel.iconPath = places.icon;
    this.#panel.webview.onDidReceiveMessage((message: unknown) => {
      const known = decodeFromPage(message);
      if (known !== undefined) this.#receive(known);
    });
    this.#panel.onDidChangeViewState(() => {
      this.onDidChangeVisibility();
    });
    this.#panel.onDidDispose(() => {
      this.#files.dispose();
      onDidClose();
    });
    this.#load();
  }

  get id(): string {
    return this.#id;
  }

  /** Whether there is anything to see yet. */
  get isBlank(): boolean {
    return this.#shown === undefined;
  }

  get isVisible(): boolean {
    return this.#panel.visible;
  }

  /** Gets ready for one that is being looked up. */
  prepare(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#files.dispose();
    this.#files = this.#filesOf(id);
    this.#isReady = false;
    this.#panel.webview.options = { enableScripts: true, localResourceRoots: this.#roots(id) };
    this.#load();
  }

  show(opened: OpenedPrediction): void {
    this.update(opened);
    if (!this.#panel.visible) this.#panel.reveal(undefined, true);
  }

  /** Takes what is new about the one it shows, or another one. */
  update(opened: OpenedPrediction): void {
    this.prepare(opened.id);
    this.#shown = opened;
    this.#panel.title = titleOf(opened);
    this.#post();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #load(): void {
    const { webview, title } = this.#panel;
    webview.html = pageHtml(webview, this.places.pageFolder, title);
  }

  #filesOf(id: string): OutputFiles {
    const { archive, report } = this.places;
    const onDidFetch = () => {
      if (this.#id === id) this.#post();
    };
    return new OutputFiles(id, archive, l10n, onDidFetch, report);
  }

  #roots(id: string): Uri[] {
    return [this.places.pageFolder, Uri.file(this.places.archive.folderOf(id))];
  }

  #post(): void {
    const shown = this.#shown;
    if (shown?.id !== this.#id) return;
    const { outputs, leftOut } = listOutputs(shown.whole.prediction.output);
    this.#files.fetch(outputs);
    if (!this.#isReady) return;
    const views = outputs.map((output) => this.#files.view(output, this.#panel.webview));
    const view = predictionView(shown, views, explainStaleness(shown), l10n);
    const notes = [...view.notes, ...leftOutNote(leftOut)];
    void this.#panel.webview.postMessage({
      type: 'show',
      view: { ...view, notes },
    } satisfies ToPage);
  }

  get #outputs(): readonly Output[] {
    return listOutputs(this.#shown?.whole.prediction.output).outputs;
  }

  #receive(message: FromPage): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#post();
        return;
      case 'showLog':
        void commands.executeCommand('deerapi.showLog', this.#id);
        return;
      case 'retryOutputs':
        this.#files.retry(this.#outputs);
        this.#post();
        return;
      case 'openOutput':
        this.#open(message.index);
        return;
      case 'cancelOutput': {
        const output = this.#outputs[message.index];
        if (output !== undefined) this.#files.cancel(output);
        return;
      }
    }
  }

  #open(index: number): void {
    const output = this.#outputs[index];
    const path = output === undefined ? undefined : this.#files.pathOf(output);
    if (path !== undefined) void commands.executeCommand('vscode.open', Uri.file(path));
  }
}

function leftOutNote(leftOut: number): string[] {
  if (leftOut === 0) return [];
  const count = leftOut.toLocaleString();
  return [l10n.t('At least {0} more are not shown: Open as JSON has them all.', count)];
}

function titleOf({ id, brief }: OpenedPrediction): string {
  return modelName(brief) || id.slice(0, 8);
}
