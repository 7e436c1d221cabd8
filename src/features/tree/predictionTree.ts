import { EventEmitter, type Event, type TreeDataProvider, type TreeItem } from 'vscode';

import { listOutputs } from '../../prediction/outputs';
import { isTerminal, type Prediction } from '../../prediction/prediction';
import type { PredictionChange, TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { inOrder, isNested, valuesOf, type PredictionRow, type Row } from './rows';
import { itemOf, tooltipOf } from './treeItems';

/** What the tree shows, read from the tracker and repainted a row at a time. */
export class PredictionTree implements TreeDataProvider<Row> {
  readonly #changed = new EventEmitter<Row | undefined>();
  readonly #rows = new Map<string, PredictionRow>();
  readonly onDidChangeTreeData: Event<Row | undefined> = this.#changed.event;

  constructor(
    private readonly tracker: Tracker,
    private readonly restored: Promise<void>,
  ) {}

  /** Repaints as little as the change asks for. */
  apply({ id, before, after }: PredictionChange): void {
    if (after === undefined) this.#rows.delete(id);
    const movesRow =
      before === undefined || after === undefined || isRunning(before) !== isRunning(after);
    this.#changed.fire(movesRow ? undefined : this.rowOf(id));
  }

  /** The same object each time, as VS Code knows rows by it. */
  rowOf(id: string): PredictionRow {
    const row = this.#rows.get(id) ?? { type: 'prediction', predictionId: id };
    this.#rows.set(id, row);
    return row;
  }

  getTreeItem(row: Row): TreeItem {
    return itemOf(row, this.tracker.get(row.predictionId));
  }

  resolveTreeItem(item: TreeItem, row: Row): TreeItem {
    const tracked = this.tracker.get(row.predictionId);
    if (tracked !== undefined) item.tooltip = tooltipOf(row, tracked);
    return item;
  }

  getParent(row: Row): Row | undefined {
    if (row.type === 'prediction') return undefined;
    if (row.type === 'value') return row.parent;
    if (row.type === 'output') {
      return { type: 'group', group: 'outputs', predictionId: row.predictionId };
    }
    return this.rowOf(row.predictionId);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row === undefined) {
      await this.restored;
      return inOrder(this.tracker.list, isRunning).map(({ id }) => this.rowOf(id));
    }
    const tracked = this.tracker.get(row.predictionId);
    return tracked === undefined ? [] : childrenOf(row, tracked.prediction);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

export function isRunning({ prediction }: TrackedPrediction): boolean {
  return !isTerminal(prediction);
}

function childrenOf(row: Row, prediction: Prediction): Row[] {
  switch (row.type) {
    case 'prediction':
      return partsOf(row, prediction);
    case 'group':
      if (row.group === 'outputs') return outputsOf(row.predictionId, prediction);
      return valuesOf(row, row.predictionId, prediction[row.group]);
    case 'value':
      return valuesOf(row, row.predictionId, row.value);
    case 'output':
    case 'error':
      return [];
  }
}

function partsOf({ predictionId }: PredictionRow, prediction: Prediction): Row[] {
  const parts: Row[] = [];
  if (prediction.error !== '') parts.push({ type: 'error', predictionId });
  if (prediction.output !== null) parts.push({ type: 'group', group: 'outputs', predictionId });
  for (const group of ['input', 'metrics'] as const) {
    if (isNested(prediction[group])) parts.push({ type: 'group', group, predictionId });
  }
  return parts;
}

function outputsOf(predictionId: string, prediction: Prediction): Row[] {
  return listOutputs(prediction.output).map((output, index) => ({
    type: 'output',
    predictionId,
    index,
    output,
  }));
}
