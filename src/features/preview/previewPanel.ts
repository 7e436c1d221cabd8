import { Uri, type WebviewPanel } from 'vscode';

import { l10n } from '../../host/localization';
import { explainStaleness } from '../../host/trackedState';
import { UpdatePace } from '../../host/updatePace';
import type { OutputArchive } from '../../library/archive/outputArchive';
import type { ShownFolder } from '../../library/archive/shownFolder';
import { fileTypeOfPath } from '../../prediction/fileType';
import type { GrowingLog } from '../../prediction/log/growingLog';
import { listOutputs, type Output, type OutputList } from '../../prediction/outputs';
import { isTerminal, modelName } from '../../prediction/prediction';
import { systemClock } from '../../tracking/clock';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';
import { lastLinesOf, lastLogLines } from './lastLogLines';
import { decodeFromPage, type FromPage, type ToPage } from './messages';
import { OutputFiles } from './outputFiles';
import { actOnPage } from './pageActions';
import { pageHtml } from './pageHtml';
import { predictionView } from './predictionView';
import { ShownOutputs } from './shownOutputs';

export interface PreviewPlaces {
  /** Holds the page's script and style. */
  readonly pageFolder: Uri;
  readonly archive: OutputArchive;
  /** Told of failures that are the extension's own. */
  readonly report: (failure: unknown) => void;
  readonly icon: { readonly light: Uri; readonly dark: Uri };
  /** The log of one that runs. */
  readonly logOf: (id: string) => GrowingLog | undefined;
}

export interface PreviewListener {
  onDidChangeViewState(): void;
  onDidPin(isPinned: boolean): void;
  onDidClose(): void;
}

const nothing: OutputList = { outputs: [], leftOut: 0 };
/** Milliseconds between two looks at files that come by the hundred: a full page takes as long to paint. */
export const restMs = 200;
const linesOfRun = 8;
const linesOfFailure = 20;

/**
 * The editor tab that shows one prediction's outputs. It shows another one when asked to, and may be
 * opened before anything is known of the prediction, since a page takes its time to start.
 */
export class PreviewPanel {
  #id: string;
  #shown: OpenedPrediction | undefined;
  /** What it made, as last shown. */
  #listed: OutputList = nothing;
  /** All that the page can see but its own script and style. */
  readonly #folder: ShownFolder;
  #files: OutputFiles;
  #shownOutputs: ShownOutputs;
  /** The last lines of a log that has ended, read once. */
  #lastLines: readonly string[] | undefined;
  #toOpen: number | undefined;
  #isReady = false;
  readonly #pace = new UpdatePace(systemClock);

  constructor(
    private readonly places: PreviewPlaces,
    readonly panel: WebviewPanel,
    id: string,
    public isPinned: boolean,
    private readonly listener: PreviewListener,
  ) {
    this.#id = id;
    this.#folder = places.archive.newShownFolder();
    this.#files = this.#filesOf(id);
    this.#shownOutputs = this.#outputsIn(this.#files);
    panel.iconPath = places.icon;
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const known = decodeFromPage(message);
      if (known !== undefined) this.#receive(known);
    });
    panel.onDidChangeViewState(() => {
      // A hidden tab loses its page; the next one says when it listens.
      if (!panel.visible) this.#isReady = false;
      listener.onDidChangeViewState();
    });
    panel.onDidDispose(() => {
      this.#disposeOutputs();
      this.#pace.dispose();
      this.#folder.dispose();
      listener.onDidClose();
    });
    this.#load(this.#folder.show(places.archive.folderOf(id)) ? this.#folder.path : undefined);
  }

  get id(): string {
    return this.#id;
  }

  /** Whether there is anything to see yet. */
  get isBlank(): boolean {
    return this.#shown === undefined;
  }

  /** Gets ready for one that is being looked up. */
  prepare(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#toOpen = undefined;
    this.#listed = nothing;
    this.#lastLines = undefined;
    this.#disposeOutputs();
    this.#files = this.#filesOf(id);
    this.#shownOutputs = this.#outputsIn(this.#files);
    if (!this.#folder.show(this.places.archive.folderOf(id))) this.#load(undefined);
  }

  /** @param index The output to open by itself. */
  show(opened: OpenedPrediction, index: number | undefined): void {
    this.prepare(opened.id);
    this.#toOpen = index;
    this.update(opened);
    if (!this.panel.visible) this.panel.reveal(undefined, true);
  }

  /** Takes what is new about the one it shows. */
  update(opened: OpenedPrediction): void {
    if (opened.id !== this.#id) return;
    const { prediction } = opened.whole;
    if (this.#shown?.whole.prediction !== prediction) {
      this.#listed = listOutputs(prediction.output);
      this.#lastLines = undefined;
    }
    this.#shown = opened;
    this.panel.title = modelName(opened.brief) || opened.id.slice(0, 8);
    this.#post();
  }

  setPinned(isPinned: boolean): void {
    this.isPinned = isPinned;
    this.#post();
    this.listener.onDidPin(isPinned);
  }

  dispose(): void {
    this.panel.dispose();
  }

  /**
   * A page takes a third of a second to load, so it goes on from one prediction to the next where it can.
   * @param folder What it may see; its prediction's own folder by default.
   */
  #load(folder = this.places.archive.folderOf(this.#id)): void {
    const { webview, title } = this.panel;
    const { pageFolder } = this.places;
    this.#isReady = false;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [pageFolder, Uri.file(folder)],
    };
    webview.html = pageHtml(webview, pageFolder, { kind: 'preview', title });
  }

  #filesOf(id: string): OutputFiles {
    const { archive, report } = this.places;
    const toUrl = (path: string) => this.#urlOf(path);
    return new OutputFiles(id, archive, toUrl, l10n, this.#posterFor(id), report);
  }

  #outputsIn(files: OutputFiles): ShownOutputs {
    return new ShownOutputs(files, l10n, this.#posterFor(this.#id), this.places.report);
  }

  get #outputs(): readonly Output[] {
    return this.#listed.outputs;
  }

  #posterFor(id: string): () => void {
    return () => {
      this.#pace.request(id, restMs, () => {
        if (this.#id === id) this.#post();
      });
    };
  }

  #disposeOutputs(): void {
    this.#files.dispose();
    this.#shownOutputs.dispose();
  }

  #post(): void {
    const opened = this.#shown;
    if (opened?.id !== this.#id) return;
    this.#files.fetch(this.#outputs);
    // A hidden tab has no page: it asks for its state when it is shown again.
    if (!this.#isReady || !this.panel.visible) return;
    const open = this.#toOpen;
    this.#toOpen = undefined;
    const shown = {
      opened,
      isPinned: this.isPinned,
      outputs: this.#shownOutputs.views(this.#outputs),
      leftOut: this.#listed.leftOut,
      staleness: explainStaleness(opened),
      ...this.#logParts(opened),
      imageOf: (value: unknown) => this.#inputImage(value),
    };
    this.#send({ type: 'show', view: predictionView(shown, l10n), open });
  }

  /** While it runs: what it does; once it has failed: what it did last. */
  #logParts({ id, whole: { prediction } }: OpenedPrediction) {
    if (!isTerminal(prediction)) {
      const log = this.places.logOf(id);
      if (log === undefined) return { stages: [], logLines: [] };
      return { stages: log.progress.stages, logLines: lastLogLines(log, linesOfRun) };
    }
    if (prediction.status === 'succeeded') return { stages: [], logLines: [] };
    this.#lastLines ??= lastLinesOf(prediction.logs, linesOfFailure);
    return { stages: [], logLines: this.#lastLines };
  }

  /** Only what the archive holds of this prediction: nothing else is within the page's reach. */
  #inputImage(value: unknown): string | undefined {
    if (typeof value !== 'string' || !/^(?:https?|data):/.test(value)) return undefined;
    const source = value.startsWith('data:')
      ? ({ type: 'data', uri: value } as const)
      : ({ type: 'url', url: value } as const);
    const path = this.#files.pathOf({ label: '', kind: 'image', source });
    if (path === undefined || fileTypeOfPath(path).kind !== 'image') return undefined;
    return this.#urlOf(path);
  }

  #urlOf(path: string): string {
    return this.panel.webview.asWebviewUri(Uri.file(this.#folder.placeOf(path))).toString();
  }

  #send(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  #receive(message: FromPage): void {
    if (message.type === 'ready') {
      this.#isReady = true;
      this.#post();
      return;
    }
    if (message.type === 'showPreview') return;
    if (message.id !== this.#id || this.#shown === undefined) return;
    actOnPage(message, {
      id: this.#id,
      prediction: this.#shown.whole.prediction,
      outputs: this.#outputs,
      files: this.#files,
      shownOutputs: this.#shownOutputs,
      send: (answer) => {
        this.#send(answer);
      },
      setPinned: (isPinned) => {
        this.setPinned(isPinned);
      },
      report: this.places.report,
    });
    if (message.type === 'retryOutputs' || message.type === 'cancelOutput') this.#post();
  }
}
