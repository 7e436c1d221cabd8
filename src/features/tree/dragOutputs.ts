import { DataTransferItem, type DataTransfer, type TreeDragAndDropController } from 'vscode';

import { listOutputs, type Output } from '../../prediction/outputs';
import type { Tracker } from '../../tracking/tracker';
import { keptFileOf, type KnownFiles } from '../../host/keptFiles';
import type { Row } from './rows';

const uriList = 'text/uri-list';

/** Lets outputs be dragged out: as their files, or as their addresses where those are not kept. */
export class OutputDrag implements TreeDragAndDropController<Row> {
  readonly dragMimeTypes = [uriList];
  readonly dropMimeTypes = [];

  constructor(
    private readonly tracker: Pick<Tracker, 'open'>,
    private readonly files: KnownFiles,
  ) {}

  async handleDrag(rows: readonly Row[], dataTransfer: DataTransfer): Promise<void> {
    const places = await Promise.all(rows.map((row) => this.#placesOf(row)));
    const all = [...new Set(places.flat())];
    if (all.length > 0) dataTransfer.set(uriList, new DataTransferItem(all.join('\r\n')));
  }

  async #placesOf(row: Row): Promise<string[]> {
    const isAll = row.type === 'prediction' || (row.type === 'group' && row.group === 'outputs');
    if (!isAll && row.type !== 'output') return [];
    // Of one that has failed, its row shows no image, and so nobody has looked for its files.
    await this.files.look(row.predictionId);
    if (row.type === 'output') return this.#placeOf(row.predictionId, row.output);
    const opened = await this.tracker.open(row.predictionId);
    const { outputs } = listOutputs(opened?.whole.prediction.output);
    return outputs.flatMap((output) => this.#placeOf(row.predictionId, output));
  }

  /** Texts and values have no place but the answer. */
  #placeOf(id: string, output: Output): string[] {
    const file = keptFileOf(this.files, id, output);
    if (file !== undefined) return [file.toString()];
    return output.source.type === 'url' ? [output.source.url] : [];
  }
}
