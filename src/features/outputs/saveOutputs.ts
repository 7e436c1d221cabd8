import { homedir } from 'node:os';

import { l10n, Uri, window, workspace } from 'vscode';

import { describeOutputError } from '../../client/outputErrorSentence';
import { OutputError } from '../../client/outputClient';
import { UserError } from '../../host/userError';
import { Lanes } from '../../library/turns';
import type { ChosenOutput } from './chosenOutputs';
import { fillPattern } from './namePattern';
import { checkedPattern } from './namePatternSetting';
import { fetchOutput, stemOf, titleOf, type OutputFile } from './outputFile';
import type { OutputParts } from './outputParts';
import { safeFileName } from './safeFileName';
import { showSaved } from './savedMessage';
import type { NotSaved } from './saveReport';
import { whilePersonWaits, type ReportDone } from './waiting';
import { writeOver, writeUnderFreeName } from './writeFile';

const fetchesAtOnce = 4;

type SavingParts = Pick<OutputParts, 'archive' | 'settings' | 'channel'>;

/** Saves outputs where the person says: one under the name that they choose, several into a folder. */
export class OutputSaver {
  /** Where the person saved last. */
  #folder: Uri | undefined;

  constructor(private readonly parts: SavingParts) {}

  async save(chosen: readonly ChosenOutput[]): Promise<void> {
    const [only] = chosen;
    if (only === undefined) return;
    const pattern = checkedPattern(this.parts.settings.outputFileName);
    await (chosen.length === 1 ? this.#saveOne(only, pattern) : this.#saveInto(chosen, pattern));
  }

  /** It is fetched first: only then its name's ending is known. */
  async #saveOne(chosen: ChosenOutput, pattern: string): Promise<void> {
    const title = l10n.t('Fetching {0}…', titleOf(chosen));
    const file = await whilePersonWaits(title, (signal) => this.#fetched(chosen, signal));
    if (file === undefined) return;
    if ('why' in file) throw new UserError(`${file.name}: ${file.why}`);
    const name = safeFileName(stemIn(pattern, chosen), file.extension);
    const target = await window.showSaveDialog({
      title: l10n.t('Save Output'),
      defaultUri: Uri.joinPath(this.#startFolder, name),
    });
    if (target === undefined) return;
    this.#folder = Uri.joinPath(target, '..');
    await writeOver(file, target).catch((error: unknown) => {
      throw new UserError(this.#whyNotWritten(error));
    });
    showSaved({ saved: [target], notSaved: [], cancelled: 0 }, this.#folder);
  }

  async #saveInto(chosen: readonly ChosenOutput[], pattern: string): Promise<void> {
    const [folder] =
      (await window.showOpenDialog({
        title: l10n.t('Choose a folder for {0} files', chosen.length),
        openLabel: l10n.t('Save Here'),
        canSelectFiles: false,
        canSelectFolders: true,
        defaultUri: this.#startFolder,
      })) ?? [];
    if (folder === undefined) return;
    this.#folder = folder;
    const saved: Uri[] = [];
    const notSaved: NotSaved[] = [];
    const saveEach = async (signal: AbortSignal, report: ReportDone) => {
      const lanes = new Lanes(fetchesAtOnce);
      const fetching = chosen.map((each) => lanes.run(() => this.#fetched(each, signal)));
      // Written in their order, as names that are taken get numbers.
      for (const [place, each] of chosen.entries()) {
        const file = await fetching[place];
        if (file === undefined || signal.aborted) continue;
        const written = 'why' in file ? file : await this.#written(each, file, folder, pattern);
        if (written instanceof Uri) saved.push(written);
        else notSaved.push(written);
        report(place + 1, chosen.length);
      }
    };
    await whilePersonWaits(l10n.t('Saving {0} files…', chosen.length), saveEach);
    const cancelled = chosen.length - saved.length - notSaved.length;
    showSaved({ saved, notSaved, cancelled }, folder);
  }

  get #startFolder(): Uri {
    return this.#folder ?? workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  }

  /** Never throws; undefined where it was cancelled. */
  async #fetched(
    chosen: ChosenOutput,
    signal: AbortSignal,
  ): Promise<OutputFile | NotSaved | undefined> {
    try {
      signal.throwIfAborted();
      return await fetchOutput(chosen, this.parts.archive, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!(error instanceof OutputError)) this.parts.channel.report(error);
      return { name: titleOf(chosen), why: describeOutputError(error, l10n) };
    }
  }

  async #written(
    chosen: ChosenOutput,
    file: OutputFile,
    folder: Uri,
    pattern: string,
  ): Promise<Uri | NotSaved> {
    try {
      return await writeUnderFreeName(file, folder, stemIn(pattern, chosen));
    } catch (error) {
      return { name: titleOf(chosen), why: this.#whyNotWritten(error) };
    }
  }

  #whyNotWritten(error: unknown): string {
    this.parts.channel.report(error);
    return l10n.t('It could not be written there: check the folder’s permissions and free space.');
  }
}

function stemIn(pattern: string, chosen: ChosenOutput): string {
  const { tracked, index, count, output } = chosen;
  return fillPattern(pattern, { tracked, index, count, label: output.label, name: stemOf(chosen) });
}
