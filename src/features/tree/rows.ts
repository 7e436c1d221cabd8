import { failureText } from '../../prediction/failureReason';
import { listOutputs, type Output } from '../../prediction/outputs';
import type { Prediction } from '../../prediction/prediction';

/** One row of the tree. `predictionId` is what commands read. */
export type Row = PredictionRow | MoreRow | GroupRow | OutputRow | ValueRow | ErrorRow;

export interface PredictionRow {
  readonly type: 'prediction';
  readonly predictionId: string;
}

/** Stands for those that are not listed yet. */
export interface MoreRow {
  readonly type: 'more';
  readonly count: number;
}

export interface GroupRow {
  readonly type: 'group';
  readonly group: 'outputs' | 'input' | 'metrics';
  readonly predictionId: string;
  /** How many stand under it. */
  readonly count: number;
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
  /** The server's words and, on a line below, the reason that the log tells. */
  readonly error: string;
}

/** More are not listed in a tree; Open as JSON shows them all. */
const maxValues = 500;

/** What stands under a prediction, or under one of its parts. */
export function childRows(row: Row, prediction: Prediction): Row[] {
  switch (row.type) {
    case 'prediction':
      return partRows(row, prediction);
    case 'group':
      if (row.group === 'outputs') return outputRows(row.predictionId, prediction);
      return valueRows(row, row.predictionId, prediction[row.group]);
    case 'value':
      return valueRows(row, row.predictionId, row.value);
    case 'output':
    case 'error':
    case 'more':
      return [];
  }
}

export function outputsRow(predictionId: string, prediction: Prediction): GroupRow {
  const { outputs, leftOut } = listOutputs(prediction.output);
  const count = outputs.length + leftOut;
  return { type: 'group', group: 'outputs', predictionId, count };
}

/** Whether something stands under it. */
export function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function partRows({ predictionId }: PredictionRow, prediction: Prediction): Row[] {
  const error = failureText(prediction);
  const parts: Row[] = [];
  if (error !== '') parts.push({ type: 'error', predictionId, error });
  if (prediction.output !== null) parts.push(outputsRow(predictionId, prediction));
  for (const group of ['input', 'metrics'] as const) {
    const value = prediction[group];
    if (!isNested(value)) continue;
    parts.push({ type: 'group', group, predictionId, count: Object.keys(value ?? {}).length });
  }
  return parts;
}

function outputRows(predictionId: string, prediction: Prediction): OutputRow[] {
  return listOutputs(prediction.output).outputs.map((output, index) => ({
    type: 'output',
    predictionId,
    index,
    output,
  }));
}

function valueRows(parent: Row, predictionId: string, value: unknown): ValueRow[] {
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
