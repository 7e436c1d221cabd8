import type { OutputArchive } from '../../library/archive/outputArchive';
import {
  isLargeFetch,
  type FetchingFile,
  type OutputFileState,
} from '../../library/archive/outputFileState';
import type { FileSource } from '../../library/archive/outputSource';
import { describeFetch } from '../../prediction/fetchSentence';
import { kindWord } from '../../prediction/kindWord';
import { sentences, type Localization } from '../../prediction/localization';
import { formatMoment } from '../../prediction/moments';
import { OutputError } from '../../prediction/outputError';
import { describeOutputError } from '../../prediction/outputErrorSentence';
import { outputName, type Output, type OutputSource } from '../../prediction/outputs';
import type { OutputView } from './messages';

/** The outputs of one prediction as the page shows them; files are fetched to the archive first. */
export class OutputFiles {
  readonly #abort = new AbortController();
  readonly #asked = new Set<string>();
  readonly #hold: { dispose(): void };
  readonly #changes: { dispose(): void };

  constructor(
    private readonly id: string,
    private readonly archive: OutputArchive,
    /** The address of a file for the page. */
    private readonly toUrl: (path: string) => string,
    private readonly l10n: Localization,
    onDidChange: () => void,
    /** Told of failures that are not the server's. */
    private readonly report: (failure: unknown) => void,
  ) {
    this.#hold = archive.hold(id);
    this.#changes = archive.onDidChange((changed) => {
      if (changed === id) onDidChange();
    });
  }

  /** Fetches what is not there yet. Gives at once; `onDidChange` tells of each file. */
  fetch(outputs: readonly Output[]): void {
    for (const { source } of outputs) {
      if (!isFileSource(source) || this.#asked.has(addressOf(source))) continue;
      this.#asked.add(addressOf(source));
      void this.#keep(source);
    }
  }

  /** Fetches again what could not be had. */
  retry(outputs: readonly Output[]): void {
    for (const { source } of outputs) {
      if (!isFileSource(source)) continue;
      const { type } = this.archive.stateOf(this.id, source);
      if (type === 'failed' || type === 'evicted') void this.#retry(source);
    }
  }

  cancel({ source }: Output): void {
    if (isFileSource(source)) this.archive.cancel(this.id, source);
  }

  view(output: Output, source: FileSource): OutputView {
    const name = outputName(output, 100);
    const state = this.archive.stateOf(this.id, source);
    if (state.type !== 'kept') {
      return { name, kind: output.kind, content: this.#contentWithoutFile(state, output) };
    }
    const { kind } = state.fileType;
    const url = this.toUrl(state.path);
    return { name, kind, content: { type: 'file', url } };
  }

  pathOf({ source }: Output): string | undefined {
    if (!isFileSource(source)) return undefined;
    const state = this.archive.stateOf(this.id, source);
    return state.type === 'kept' ? state.path : undefined;
  }

  dispose(): void {
    this.#abort.abort();
    this.#changes.dispose();
    this.#hold.dispose();
  }

  async #retry(source: FileSource): Promise<void> {
    try {
      await this.archive.forgetFailure(this.id, source);
    } catch (failure) {
      this.report(failure);
    }
    await this.#keep(source);
  }

  /** What comes of it is told by the archive's state. */
  async #keep(source: FileSource): Promise<void> {
    try {
      await this.archive.keep(this.id, source, this.#abort.signal);
    } catch (failure) {
      const isExpected = this.#abort.signal.aborted || failure instanceof OutputError;
      if (!isExpected) this.report(failure);
    }
  }

  #contentWithoutFile(
    state: Exclude<OutputFileState, { type: 'kept' }>,
    output: Output,
  ): OutputView['content'] {
    const { l10n } = this;
    switch (state.type) {
      case 'unknown':
      case 'waiting':
        return { type: 'loading', message: l10n.t('Fetching…') };
      case 'fetching':
        return loadingContent(state, l10n);
      case 'failed':
        return { type: 'failed', message: describeFailure(state.error, output, l10n) };
      case 'evicted':
        return {
          type: 'failed',
          message: l10n.t(
            'It was removed from this disk to make room for newer outputs; its server may still have it.',
          ),
        };
    }
  }
}

function isFileSource(source: OutputSource): source is FileSource {
  return source.type === 'url' || source.type === 'data';
}

function addressOf(source: FileSource): string {
  return source.type === 'url' ? source.url : source.uri;
}

function loadingContent(state: FetchingFile, l10n: Localization): OutputView['content'] {
  if (!isLargeFetch(state)) return { type: 'loading', message: l10n.t('Fetching…') };
  const { bytes, total } = state;
  const fraction = total === undefined ? undefined : Math.min(1, bytes / total);
  return { type: 'loading', message: describeFetch(state, l10n), fraction, canCancel: true };
}

/** Of one that is gone, also what is still known of it. */
function describeFailure(failure: unknown, { kind }: Output, l10n: Localization): string {
  const sentence = describeOutputError(failure, l10n);
  if (!(failure instanceof OutputError) || failure.kind !== 'gone') return sentence;
  const missed = formatMoment(failure.since, l10n);
  const known = l10n.t('Kind: {0}. Missing since {1}.', kindWord(kind, l10n), missed);
  return sentences([sentence, known], l10n);
}
