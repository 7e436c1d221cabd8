import { singleLine } from '../../prediction/displayText';
import { isTerminal } from '../../prediction/prediction';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';

/** The states that people sort and filter by. */
export const stateGroups = ['running', 'failed', 'succeeded', 'canceled'] as const;

export type StateGroup = (typeof stateGroups)[number];

export type SortKey = 'newest' | 'state';

/** What of the list the tree shows, and in what order. */
export interface RowOrder {
  /** Looked for in id, model and error; empty for all. */
  readonly text: string;
  /** Empty for all. */
  readonly states: readonly StateGroup[];
  readonly sortKey: SortKey;
}

export const wholeList: RowOrder = { text: '', states: [], sortKey: 'newest' };

export function stateGroupOf({ brief, marks }: TrackedPrediction): StateGroup {
  if (!isTerminal(brief)) return marks.has('gone') ? 'failed' : 'running';
  if (brief.status === 'failed') return 'failed';
  return brief.status === 'canceled' || brief.status === 'aborted' ? 'canceled' : 'succeeded';
}

export function isFiltered({ text, states }: RowOrder): boolean {
  return text !== '' || states.length > 0;
}

export function isShown(tracked: TrackedPrediction, { text, states }: RowOrder): boolean {
  if (states.length > 0 && !states.includes(stateGroupOf(tracked))) return false;
  if (text === '') return true;
  const { id, brief } = tracked;
  const haystack = `${id} ${brief.model} ${brief.status} ${singleLine(brief.error, 500)}`;
  return words(text).every((word) => haystack.toLowerCase().includes(word));
}

/** Lower ones stand above; those that are equal, newest first. Running ones are always on top. */
export function rankOf(tracked: TrackedPrediction, { sortKey }: RowOrder): number {
  const rank = stateGroups.indexOf(stateGroupOf(tracked));
  return sortKey === 'state' ? rank : Math.min(rank, 1);
}

/** @param newestFirst All that are tracked. */
export function inOrder(
  newestFirst: readonly TrackedPrediction[],
  order: RowOrder,
): TrackedPrediction[] {
  const ranked: TrackedPrediction[][] = stateGroups.map(() => []);
  for (const tracked of newestFirst) {
    if (isShown(tracked, order)) ranked[rankOf(tracked, order)]?.push(tracked);
  }
  return ranked.flat();
}

/** Whether a change leaves the row where it is. */
export function staysInPlace(
  before: TrackedPrediction | undefined,
  after: TrackedPrediction | undefined,
  order: RowOrder,
): boolean {
  if (before === undefined || after === undefined) return false;
  return (
    isShown(before, order) === isShown(after, order) &&
    rankOf(before, order) === rankOf(after, order) &&
    before.addedAt === after.addedAt
  );
}

function words(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
