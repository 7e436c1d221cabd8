import { commands, Uri } from 'vscode';

import type { ReadOnlyDocuments } from '../../host/readOnlyDocuments';
import { listOutputs } from '../../prediction/outputs';
import { modelName } from '../../prediction/prediction';
import type { Tracker } from '../../tracking/tracker';
import type { ChosenOutput } from './chosenOutputs';
import { contentOf } from './outputContent';
import { titleOf } from './outputFile';
import type { OutputFetcher } from './outputFetcher';
import { safeFileName } from './safeFileName';

const folder = 'outputs';

/** Opens outputs in the editor area, each in the editor that VS Code has for its kind. */
export class OutputOpener {
  constructor(
    private readonly fetcher: OutputFetcher,
    private readonly documents: ReadOnlyDocuments,
    private readonly tracker: Tracker,
    restored: PromiseLike<void>,
  ) {
    documents.serve(folder, async (name) => {
      await restored;
      return this.#textIn(name);
    });
  }

  async open(chosen: ChosenOutput): Promise<void> {
    const content = contentOf(chosen.output);
    if (content.type === 'text') {
      await this.documents.show(folder, documentName(chosen, content.extension));
      return;
    }
    const [fetched] = await this.fetcher.fetch([chosen]);
    if (fetched?.file.bytes.type !== 'file') return;
    await commands.executeCommand(
      'vscode.open',
      Uri.file(fetched.file.bytes.path),
      { preview: true },
      titleOf(chosen),
    );
  }

  /** The text of an output that stood in the answer; empty where it is no longer there. */
  async #textIn(name: string): Promise<string> {
    const [id = '', index = ''] = name.split('/');
    const opened = await this.tracker.open(id);
    const output = listOutputs(opened?.whole.prediction.output).outputs[Number(index)];
    const content = output && contentOf(output);
    return content?.type === 'text' ? content.text : '';
  }
}

function documentName({ tracked, index }: ChosenOutput, extension: string): string {
  const title = safeFileName(`${modelName(tracked.brief) || tracked.id}-${index + 1}`, extension);
  return `${tracked.id}/${index}/${title}`;
}
