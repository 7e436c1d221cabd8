import { commands, l10n, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';

import { explainFailure } from '../../host/trackedState';
import type { OutputArchive } from '../../library/outputArchive';
import { listOutputs } from '../../prediction/outputs';
import { modelName } from '../../prediction/prediction';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
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

/** The editor tab that shows one prediction's outputs. It shows another one when asked to. */
export class PreviewPanel {
  readonly #panel: WebviewPanel;
  #shown: TrackedPrediction;
  #files: OutputFiles;
  #isReady = false;

  constructor(
    private readonly places: PreviewPlaces,
    tracked: TrackedPrediction,
    onDidClose: () => void,
  ) {
    this.#shown = tracked;
    this.#files = this.#filesOf(tracked.id);
    this.#panel = window.createWebviewPanel(
      'deerapi.preview',
      titleOf(tracked),
      { viewColumn: ViewColumn.Active, preserveFocus: true },
      { enableScripts: true, localResourceRoots: this.#roots(tracked.id) },
    );
    this.#panel.iconPath = places.icon;
    this.#panel.webview.onDidReceiveMessage((message: unknown) => {
      const known = decodeFromPage(message);
      if (known !== undefined) this.#receive(known);
    });
    this.#panel.onDidDispose(() => {
      this.#files.dispose();
      onDidClose();
    });
    this.#load();
  }

  get shownId(): string {
    return this.#shown.id;
  }

  show(tracked: TrackedPrediction): void {
    this.update(tracked);
    if (!this.#panel.visible) this.#panel.reveal(undefined, true);
  }

  /** Takes what is new about the one it shows, or another one. */
  update(tracked: TrackedPrediction): void {
    const isOther = tracked.id !== this.#shown.id;
    this.#shown = tracked;
    this.#panel.title = titleOf(tracked);
    if (isOther) {
      this.#files.dispose();
      this.#files = this.#filesOf(tracked.id);
      this.#isReady = false;
      this.#panel.webview.options = {
        enableScripts: true,
        localResourceRoots: this.#roots(tracked.id),
      };
      this.#load();
      return;
    }
    this.#post();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #load(): void {
    this.#files.fetch(listOutputs(this.#shown.prediction.output));
    this.#panel.webview.html = pageHtml(
      this.#panel.webview,
      this.places.pageFolder,
      titleOf(this.#shown),
    );
  }

  #filesOf(id: string): OutputFiles {
    const { archive, report } = this.places;
    const onDidFetch = () => {
      if (this.#shown.id === id) this.#post();
    };
    return new OutputFiles(id, archive, l10n, onDidFetch, report);
  }

  #roots(id: string): Uri[] {
    return [this.places.pageFolder, Uri.file(this.places.archive.folderOf(id))];
  }

  #post(): void {
    const outputs = listOutputs(this.#shown.prediction.output);
    this.#files.fetch(outputs);
    if (!this.#isReady) return;
    const views = outputs.map((output) => this.#files.view(output, this.#panel.webview));
    const view = predictionView(this.#shown, views, explainFailure(this.#shown), l10n);
    void this.#panel.webview.postMessage({ type: 'show', view } satisfies ToPage);
  }

  #receive(message: FromPage): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#post();
        return;
      case 'showLog':
        void commands.executeCommand('deerapi.showLog', this.#shown.id);
        return;
      case 'retryOutputs':
        this.#files.retry(listOutputs(this.#shown.prediction.output));
        this.#post();
        return;
      case 'openOutput':
        this.#open(message.index);
        return;
    }
  }

  #open(index: number): void {
    const output = listOutputs(this.#shown.prediction.output)[index];
    const path = output === undefined ? undefined : this.#files.pathOf(output);
    if (path !== undefined) void commands.executeCommand('vscode.open', Uri.file(path));
  }
}

function titleOf({ id, prediction }: TrackedPrediction): string {
  return modelName(prediction) || id.slice(0, 8);
}
