import { EventEmitter, type Event, type TreeDataProvider, type TreeItem } from 'vscode';

import { largeFetchOf, type KnownFiles } from '../../host/keptFiles';
import type { PredictionChange } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import type { RowImages } from './keptImages';
import { inOrder, staysInPlace, wholeList, type RowOrder } from './rowOrder';
import { childRows, outputsRow, type OutputRow, type PredictionRow, type Row } from './rows';
import { itemOf, tooltipOf } from './treeItems';

/** Rows that VS Code gets at once: it draws thousands, but not in one go. */
const pageSize = 500;

/** What the tree shows, read from the tracker and repainted a row at a time. */
export class PredictionTree implements TreeDataProvider<Row> {
  readonly #changed = new EventEmitter<Row | Row[] | undefined>();
  readonly #rows = new Map<string, PredictionRow>();
  readonly onDidChangeTreeData: Event<Row | Row[] | undefined> = this.#changed.event;
  #order = wholeList;
  #pages = 1;

  constructor(
    private readonly tracker: Tracker,
    private readonly restored: PromiseLike<void>,
    private readonly images: RowImages,
    private readonly files: Pick<KnownFiles, 'stateOf'>,
  ) {}

  get order(): RowOrder {
    return this.#order;
  }

  setOrder(order: RowOrder): void {
    this.#order = order;
    this.#pages = 1;
    this.#changed.fire(undefined);
  }

  showMore(): void {
    this.#pages += 1;
    this.#changed.fire(undefined);
  }

  /** Repaints as little as the changes ask for. Gives whether any row came, went or moved. */
  apply(changes: readonly PredictionChange[]): boolean {
    for (const { id, after } of changes) if (after === undefined) this.#rows.delete(id);
    const isEachInPlace = changes.every(({ before, after }) =>
      staysInPlace(before, after, this.#order),
    );
    if (isEachInPlace) this.repaint(changes.map(({ id }) => id));
    else this.#changed.fire(undefined);
    return !isEachInPlace;
  }

  repaint(ids: readonly string[]): void {
    const rows = ids.map((id) => this.#rows.get(id)).filter((row) => row !== undefined);
    if (rows.length > 0) this.#changed.fire(rows);
  }

  /** The row of one that is tracked, listed from now on should it stand far below. */
  rowToReveal(id: string): PredictionRow | undefined {
    const place = inOrder(this.tracker.list, this.#order).findIndex((tracked) => tracked.id === id);
    if (place < 0) return undefined;
    const pages = Math.ceil((place + 1) / pageSize);
    if (pages > this.#pages) {
      this.#pages = pages;
      this.#changed.fire(undefined);
    }
    return this.#rowOf(id);
  }

  getTreeItem(row: Row): TreeItem {
    const tracked = row.type === 'prediction' ? this.tracker.get(row.predictionId) : undefined;
    const download =
      row.type === 'output' ? largeFetchOf(this.files, row.predictionId, row.output) : undefined;
    return itemOf({ row, tracked, images: this.images, download });
  }

  resolveTreeItem(item: TreeItem, row: Row): TreeItem {
    const tracked = row.type === 'more' ? undefined : this.tracker.get(row.predictionId);
    if (tracked !== undefined) item.tooltip = tooltipOf(row, tracked);
    return item;
  }

  async getParent(row: Row): Promise<Row | undefined> {
    if (row.type === 'prediction' || row.type === 'more') return undefined;
    if (row.type === 'value') return row.parent;
    if (row.type === 'output') return this.#parentOfOutput(row);
    return this.#rowOf(row.predictionId);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row === undefined) {
      await this.restored;
      return this.#page();
    }
    if (row.type === 'more') return [];
    const opened = await this.tracker.open(row.predictionId);
    return opened === undefined ? [] : childRows(row, opened.whole.prediction);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #page(): Row[] {
    const all = inOrder(this.tracker.list, this.#order);
    const listed = all.slice(0, this.#pages * pageSize);
    const rows: Row[] = listed.map(({ id }) => this.#rowOf(id));
    const count = all.length - listed.length;
    if (count > 0) rows.push({ type: 'more', count });
    return rows;
  }

  /** The same object each time, as VS Code knows rows by it. */
  #rowOf(id: string): PredictionRow {
    const row = this.#rows.get(id) ?? { type: 'prediction', predictionId: id };
    this.#rows.set(id, row);
    return row;
  }

  async #parentOfOutput({ predictionId }: OutputRow): Promise<Row | undefined> {
    const opened = await this.tracker.open(predictionId);
    return opened && outputsRow(predictionId, opened.whole.prediction);
  }
}
