import { Uri, type Webview } from 'vscode';

import { OutputError } from '../../client/outputClient';
import type { OutputArchive } from '../../library/outputArchive';
import { fileTypeOfPath, type FileKind } from '../../prediction/fileType';
import { jsonText } from '../../prediction/displayText';
import type { Localization } from '../../prediction/localization';
import { outputName, type Output } from '../../prediction/outputs';
import type { OutputView } from './messages';
import { pageText } from './pageText';

const fetchesAtOnce = 4;

/** The outputs of one prediction as the page shows them; files are fetched to the archive first. */
export class OutputFiles {
  readonly #abort = new AbortController();
  readonly #paths = new Map<string, string>();
  readonly #failures = new Map<string, unknown>();
  readonly #asked = new Set<string>();
  readonly #cancels = new Map<string, AbortController>();

  constructor(
    private readonly id: string,
    private readonly archive: OutputArchive,
    private readonly l10n: Localization,
    private readonly onDidFetch: () => void,
    /** Told of failures that are not the server's. */
    private readonly report: (failure: unknown) => void,
  ) {}

  /** Fetches what is not there yet. Gives at once; `onDidFetch` tells of each file. */
  fetch(outputs: readonly Output[]): void {
    const wanted = outputs
      .map(({ source }) => source)
      .filter((source) => !this.#asked.has(keyOf(source)));
    for (const source of wanted) this.#asked.add(keyOf(source));
    const queue = wanted.values();
    for (let worker = 0; worker < fetchesAtOnce; worker += 1) void this.#fetchEach(queue);
  }

  /** Fetches again what could not be had. */
  retry(outputs: readonly Output[]): void {
    for (const key of this.#failures.keys()) this.#asked.delete(key);
    this.#failures.clear();
    this.fetch(outputs);
  }

  /** Fetches it no longer, until it is tried again. */
  cancel({ source }: Output): void {
    this.#cancels.get(keyOf(source))?.abort();
  }

  view(output: Output, webview: Webview): OutputView {
    const { l10n } = this;
    const { source } = output;
    const name = outputName(output, 100);
    if (source.type === 'text' || source.type === 'json') {
      const text = source.type === 'text' ? source.text : jsonText(source.value, 2);
      return { name, kind: output.kind, content: { type: 'text', text: pageText(text) } };
    }
    const key = keyOf(source);
    const path = this.#paths.get(key);
    if (path !== undefined) {
      const url = webview.asWebviewUri(Uri.file(path)).toString();
      const { kind } = fileTypeOfPath(path);
      return { name, kind, content: { type: 'file', url, kindWord: kindWord(kind, l10n) } };
    }
    const failure = this.#failures.get(key);
    const content =
      failure === undefined
        ? ({ type: 'loading', message: l10n.t('Fetching…') } as const)
        : ({ type: 'failed', message: describeFailure(failure, l10n) } as const);
    return { name, kind: output.kind, content };
  }

  pathOf({ source }: Output): string | undefined {
    return this.#paths.get(keyOf(source));
  }

  dispose(): void {
    this.#abort.abort();
  }

  async #fetchEach(
    queue: Iterator<Output['source'], undefined> & Iterable<Output['source']>,
  ): Promise<void> {
    for (const source of queue) {
      if (source.type === 'text' || source.type === 'json') continue;
      const key = keyOf(source);
      const cancel = new AbortController();
      this.#cancels.set(key, cancel);
      const signal = AbortSignal.any([this.#abort.signal, cancel.signal]);
      try {
        this.#paths.set(key, await this.archive.keep(this.id, source, signal));
      } catch (failure) {
        if (this.#abort.signal.aborted) return;
        const isKnown = failure instanceof OutputError || cancel.signal.aborted;
        if (!isKnown) this.report(failure);
        this.#failures.set(key, cancel.signal.aborted ? canceled : failure);
      } finally {
        this.#cancels.delete(key);
      }
      if (this.#abort.signal.aborted) return;
      this.onDidFetch();
    }
  }
}

function keyOf(source: Output['source']): string {
  if (source.type === 'url') return source.url;
  return source.type === 'data' ? source.uri : '';
}

function kindWord(kind: FileKind, l10n: Localization): string {
  switch (kind) {
    case 'image':
      return l10n.t('image');
    case 'video':
      return l10n.t('video');
    case 'audio':
      return l10n.t('sound');
    case 'model':
      return l10n.t('3D model');
    case 'text':
      return l10n.t('text');
    case 'json':
      return l10n.t('JSON');
    case 'document':
      return l10n.t('document');
    case 'archive':
      return l10n.t('archive');
    case 'other':
      return l10n.t('file');
  }
}

const canceled = Symbol('canceled');

function describeFailure(failure: unknown, l10n: Localization): string {
  if (failure === canceled) return l10n.t('You have canceled it.');
  if (!(failure instanceof OutputError)) {
    return l10n.t('It could not be written to disk: check the free space.');
  }
  switch (failure.kind) {
    case 'gone':
      return l10n.t('Its server has already deleted it: outputs are kept there for one hour.');
    case 'address-refused':
      return l10n.t('Its address is not on the open internet over https, so it is not fetched.');
    case 'too-large':
      return l10n.t('It is too large to be fetched.');
    case 'unreachable':
      return l10n.t('Its server did not send it.');
  }
}
