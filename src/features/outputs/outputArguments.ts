/** What is meant of one prediction: all of its outputs, or some by their places from 0. */
export interface OutputsMeant {
  readonly predictionId: string;
  readonly indices: readonly number[] | 'all';
}

interface Meant {
  readonly predictionId: string;
  readonly index: number | undefined;
}

/**
 * Reads the arguments of a command about outputs: an id and perhaps an output's place, or the row that
 * was clicked and all that are selected. Empty where they name nothing.
 */
export function outputsMeant([first, second]: readonly unknown[]): OutputsMeant[] {
  const selected = Array.isArray(second) && second.length > 1 ? meantByRows(second) : [];
  if (selected.length > 0) return gathered(selected);
  const meant = typeof first === 'string' ? meantById(first, second) : meantBy(first);
  return meant === undefined ? [] : gathered([meant]);
}

function meantById(predictionId: string, index: unknown): Meant {
  return { predictionId, index: isIndex(index) ? index : undefined };
}

/** Among several rows, one of an input or an error does not stand for outputs. */
function meantByRows(rows: readonly unknown[]): Meant[] {
  const types = ['prediction', 'group', 'output'];
  return rows
    .filter((row) => typeof row === 'object' && row !== null && 'type' in row)
    .filter(({ type }) => types.some((one) => one === type))
    .map(meantBy)
    .filter((meant) => meant !== undefined);
}

function meantBy(row: unknown): Meant | undefined {
  if (typeof row !== 'object' || row === null || !('predictionId' in row)) return undefined;
  if (typeof row.predictionId !== 'string') return undefined;
  return meantById(row.predictionId, 'index' in row ? row.index : undefined);
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

/** A prediction with each of its outputs once; who is meant as a whole is meant as a whole. */
function gathered(all: readonly Meant[]): OutputsMeant[] {
  const indices = new Map<string, Set<number> | 'all'>();
  for (const { predictionId, index } of all) {
    const known = indices.get(predictionId);
    if (index === undefined) indices.set(predictionId, 'all');
    else if (known === undefined) indices.set(predictionId, new Set([index]));
    else if (known !== 'all') known.add(index);
  }
  return [...indices].map(([predictionId, meant]) => ({
    predictionId,
    indices: meant === 'all' ? meant : [...meant].sort((one, other) => one - other),
  }));
}
