import { l10n } from '../../host/localization';
import { UserError } from '../../host/userError';
import { Lanes } from '../../library/turns';
import { OutputError } from '../../prediction/outputError';
import { describeOutputError } from '../../prediction/outputErrorSentence';
import type { ChosenOutput } from './chosenOutputs';
import { fetchOutput, titleOf, type OutputFile } from './outputFile';
import type { OutputParts } from './outputParts';
import { describeMissing, type Missing } from './saveReport';
import { whilePersonWaits } from './waiting';

const fetchesAtOnce = 4;

export interface FetchedOutput {
  readonly chosen: ChosenOutput;
  readonly file: OutputFile;
}

/** Gets the files of outputs, for a person who waits. */
export class OutputFetcher {
  constructor(private readonly parts: Pick<OutputParts, 'archive' | 'channel' | 'failures'>) {}

  /** Begins with all, some at a time. None throws; undefined stands for what was cancelled. */
  start(
    chosen: readonly ChosenOutput[],
    signal: AbortSignal,
  ): Promise<OutputFile | Missing | undefined>[] {
    const lanes = new Lanes(fetchesAtOnce);
    return chosen.map((each) => lanes.run(() => this.#fetch(each, signal)));
  }

  /**
   * Those that can be had; of the others the person is told. Empty where they cancelled.
   * @throws UserError where none can be had.
   */
  async fetch(chosen: readonly ChosenOutput[]): Promise<FetchedOutput[]> {
    const fetched: FetchedOutput[] = [];
    const missing: Missing[] = [];
    await whilePersonWaits(titleFor(chosen), async (signal, report) => {
      const fetching = this.start(chosen, signal);
      for (const [place, each] of chosen.entries()) {
        const file = await fetching[place];
        if (file !== undefined && 'why' in file) missing.push(file);
        else if (file !== undefined) fetched.push({ chosen: each, file });
        report(place + 1, chosen.length);
      }
      if (signal.aborted) fetched.length = missing.length = 0;
    });
    if (missing.length === 0) return fetched;
    const failure = new UserError(describeMissing(missing, l10n));
    if (fetched.length === 0) throw failure;
    this.parts.failures.show(failure);
    return fetched;
  }

  async #fetch(
    chosen: ChosenOutput,
    signal: AbortSignal,
  ): Promise<OutputFile | Missing | undefined> {
    try {
      signal.throwIfAborted();
      return await fetchOutput(chosen, this.parts.archive, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!(error instanceof OutputError)) this.parts.channel.report(error);
      return { name: titleOf(chosen), why: describeOutputError(error, l10n) };
    }
  }
}

function titleFor(chosen: readonly ChosenOutput[]): string {
  const [first] = chosen;
  return first !== undefined && chosen.length === 1
    ? l10n.t('Fetching {0}…', titleOf(first))
    : l10n.t('Fetching {0} files…', chosen.length);
}
