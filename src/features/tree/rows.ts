import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Output } from '../../prediction/outputs';

/** One row of the tree. `predictionId` is what commands read. */
export type Row = PredictionRow | GroupRow | OutputRow | ValueRow | ErrorRow;

export interface PredictionRow {
  readonly type: 'prediction';
  readonly predictionId: string;
}

export interface GroupRow {
  readonly type: 'group';
  readonly group: 'outputs' | 'input' | 'metrics';
  readonly predictionId: string;
}

export interface OutputRow {
  readonly type: 'output';
  readonly predictionId: string;
  readonly index: number;
  readonly output: Output;
}

export interface ValueRow {
  readonly type: 'value';
  readonly predictionId: string;
  readonly parent: Row;
  readonly name: string;
  readonly value: unknown;
}

export interface ErrorRow {
  readonly type: 'error';
  readonly predictionId: string;
}

/** More are not listed in a tree; Open as JSON shows them all. */
const maxValues = 500;

export function valuesOf(parent: Row, predictionId: string, value: unknown): ValueRow[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .slice(0, maxValues)
    .map(([name, item]: [string, unknown]) => ({
      type: 'value',
      predictionId,
      parent,
      name,
      value: item,
    }));
}

/** Whether something stands under it. */
export function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Running ones on top, then the newest. */
export function inOrder(
  list: readonly TrackedPrediction[],
  isRunning: (tracked: TrackedPrediction) => boolean,
): TrackedPrediction[] {
  return [...list.filter(isRunning), ...list.filter((tracked) => !isRunning(tracked))];
}
