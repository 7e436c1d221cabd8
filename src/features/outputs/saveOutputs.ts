import { homedir } from 'node:os';

import { Uri, window, workspace } from 'vscode';

import { l10n } from '../../host/localization';
import { UserError } from '../../host/userError';
import type { ChosenOutput } from './chosenOutputs';
import { checkedPattern } from './namePatternSetting';
import { stemBy, titleOf, type OutputFile } from './outputFile';
import type { OutputFetcher } from './outputFetcher';
import type { OutputParts } from './outputParts';
import { safeFileName } from './safeFileName';
import { showSaved } from './savedMessage';
import type { Missing } from './saveReport';
import { whilePersonWaits } from './waiting';
import { writeOver, writeUnderFreeName } from './writeFile';

/** Saves outputs where the person says: one under the name that they choose, several into a folder. */
export class OutputSaver {
  /** Where the person saved last. */
  #folder: Uri | undefined;

  constructor(
    private readonly parts: Pick<OutputParts, 'settings' | 'channel'>,
    private readonly fetcher: OutputFetcher,
  ) {}

  async save(chosen: readonly ChosenOutput[]): Promise<void> {
    const [first] = chosen;
    if (first === undefined) return;
    const pattern = checkedPattern(this.parts.settings.outputFileName);
    if (chosen.length === 1) await this.#saveOne(first, pattern);
    else await this.#saveSeveral(chosen, pattern);
  }

  /** It is fetched first: only then its name's ending is known. */
  async #saveOne(chosen: ChosenOutput, pattern: string): Promise<void> {
    const [fetched] = await this.fetcher.fetch([chosen]);
    if (fetched === undefined) return;
    const { file } = fetched;
    const name = safeFileName(stemBy(pattern, chosen), file.extension);
    const target = await window.showSaveDialog({
      title: l10n.t('Save Output'),
      defaultUri: Uri.joinPath(this.#startFolder, name),
    });
    if (target === undefined) return;
    this.#folder = Uri.joinPath(target, '..');
    await writeOver(file, target).catch((error: unknown) => {
      throw new UserError(l10n.t('{0}: {1}', titleOf(chosen), this.#whyNotWritten(error)));
    });
    showSaved({ saved: [target], notSaved: [], cancelled: 0 }, this.#folder);
  }

  async #saveSeveral(chosen: readonly ChosenOutput[], pattern: string): Promise<void> {
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
    const notSaved: Missing[] = [];
    const title = l10n.t('Saving {0} files…', chosen.length);
    await whilePersonWaits(title, async (signal, report) => {
      const fetching = this.fetcher.start(chosen, signal);
      // Written in their order, as names that are taken get numbers.
      for (const [place, each] of chosen.entries()) {
        const file = await fetching[place];
        if (file === undefined || signal.aborted) continue;
        const outcome = 'why' in file ? file : await this.#write(each, file, folder, pattern);
        if (outcome instanceof Uri) saved.push(outcome);
        else notSaved.push(outcome);
        report(place + 1, chosen.length);
      }
    });
    const cancelled = chosen.length - saved.length - notSaved.length;
    showSaved({ saved, notSaved, cancelled }, folder);
  }

  get #startFolder(): Uri {
    return this.#folder ?? workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  }

  async #write(
    chosen: ChosenOutput,
    file: OutputFile,
    folder: Uri,
    pattern: string,
  ): Promise<Uri | Missing> {
    try {
      return await writeUnderFreeName(file, folder, stemBy(pattern, chosen));
    } catch (error) {
      return { name: titleOf(chosen), why: this.#whyNotWritten(error) };
    }
  }

  #whyNotWritten(error: unknown): string {
    this.parts.channel.report(error);
    return l10n.t('It could not be written there: check the folder’s permissions and free space.');
  }
}
