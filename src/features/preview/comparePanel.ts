import { commands, Uri, type WebviewPanel } from 'vscode';

import { l10n } from '../../host/localization';
import { UpdatePace } from '../../host/updatePace';
import { listOutputs } from '../../prediction/outputs';
import { systemClock } from '../../tracking/clock';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';
import { comparisonView } from './comparison';
import { decodeFromPage, type FromPage, type ToPage } from './messages';
import { OutputFiles } from './outputFiles';
import { pageHtml } from './pageHtml';
import { restMs, type PreviewPlaces } from './previewPanel';
import { ShownOutputs } from './shownOutputs';

export interface Compared {
  readonly opened: OpenedPrediction;
  /** Which of its outputs. */
  readonly index: number;
}

/** The editor tab that shows two to four outputs beside each other. */
export class ComparePanel {
  #isReady = false;
  readonly #files: readonly OutputFiles[];
  readonly #outputs: readonly ShownOutputs[];

  constructor(
    private readonly places: PreviewPlaces,
    private readonly panel: WebviewPanel,
    private readonly sides: readonly Compared[],
  ) {
    const { webview } = panel;
    const { pageFolder, archive, report, icon } = places;
    const pace = new UpdatePace(systemClock);
    const post = () => {
      this.#post();
    };
    const note = () => {
      pace.request('', restMs, post);
    };
    const toUrl = (path: string) => webview.asWebviewUri(Uri.file(path)).toString();
    this.#files = sides.map(
      ({ opened }) => new OutputFiles(opened.id, archive, toUrl, l10n, note, report),
    );
    this.#outputs = this.#files.map((files) => new ShownOutputs(files, l10n, note, report));
    panel.iconPath = icon;
    webview.onDidReceiveMessage((message: unknown) => {
      const known = decodeFromPage(message);
      if (known !== undefined) this.#receive(known);
    });
    panel.onDidDispose(() => {
      for (const part of [pace, ...this.#files, ...this.#outputs]) part.dispose();
    });
    const folders = sides.map(({ opened }) => Uri.file(archive.folderOf(opened.id)));
    webview.options = { enableScripts: true, localResourceRoots: [pageFolder, ...folders] };
    webview.html = pageHtml(webview, pageFolder, { kind: 'compare', title: panel.title });
  }

  #post(): void {
    const compared = this.sides.map(({ opened, index }, side) => {
      const { prediction } = opened.whole;
      const { outputs } = listOutputs(prediction.output);
      this.#files[side]?.fetch(outputs);
      return { prediction, index, outputs: this.#outputs[side]?.views(outputs) ?? [] };
    });
    if (!this.#isReady) return;
    const message: ToPage = { type: 'compare', view: comparisonView(compared, l10n) };
    void this.panel.webview.postMessage(message);
  }

  #receive(message: FromPage): void {
    if (message.type === 'ready') {
      this.#isReady = true;
      this.#post();
      return;
    }
    if (message.type !== 'showPreview') return;
    const opened = this.sides[message.side]?.opened;
    if (opened === undefined) return;
    const { outputs } = listOutputs(opened.whole.prediction.output);
    if (message.index >= outputs.length) return;
    const showing = commands.executeCommand('deerapi.preview', opened.id, message.index);
    showing.then(undefined, this.places.report);
  }
}
