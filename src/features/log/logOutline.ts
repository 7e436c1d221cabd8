import { singleLine } from '../../prediction/displayText';
import type { Localization } from '../../prediction/localization';
import type { Stage } from '../../prediction/log/stageBar';
import { formatDuration } from '../../prediction/summary';
import type { ShownLog } from './shownLog';
import type { Traceback } from './tracebacks';

export interface OutlineEntry {
  readonly kind: 'stage' | 'traceback';
  readonly name: string;
  readonly detail: string;
  /** Its own line, from 0. */
  readonly line: number;
  /** The first and the last line that belong to it. */
  readonly from: number;
  readonly to: number;
  readonly children: readonly OutlineEntry[];
}

const longestText = 100;

/**
 * The stages and tracebacks of a log in the order of their lines, nested stages below the one that
 * they are drawn within.
 */
export function outlineOf(log: ShownLog, lineCount: number, l10n: Localization): OutlineEntry[] {
  const isThere = ({ line }: OutlineEntry) => line < lineCount;
  const tracebacks = log.tracebacks.map(({ traceback, line }) =>
    tracebackEntry(traceback, line, l10n),
  );
  const entries = [
    ...stageGroups(log, l10n).flatMap((group) => stageEntries(group, isThere)),
    ...tracebacks.filter(isThere),
  ];
  return upToNext(entries, lineCount - 1);
}

interface StageGroup {
  readonly outer: OutlineEntry;
  readonly inner: OutlineEntry[];
}

/** Nested stages whose outer one has no line yet stand for themselves. */
function stageEntries(
  { outer, inner }: StageGroup,
  isThere: (entry: OutlineEntry) => boolean,
): OutlineEntry[] {
  const children = inner.filter(isThere);
  if (!isThere(outer)) return children;
  const from = Math.min(outer.from, ...children.map((child) => child.from));
  return [{ ...outer, from, children }];
}

function stageGroups({ stages }: ShownLog, l10n: Localization): StageGroup[] {
  const groups: StageGroup[] = [];
  for (const { stage, line } of stages) {
    const entry = stageEntry(stage, line, l10n);
    const group = groups.at(-1);
    if (stage.isNested && group !== undefined) group.inner.push(entry);
    else groups.push({ outer: entry, inner: [] });
  }
  return groups;
}

function stageEntry(stage: Stage, line: number, l10n: Localization): OutlineEntry {
  const { label, amounts, secondsElapsed } = stage;
  const time = secondsElapsed === undefined ? [] : [formatDuration(secondsElapsed, l10n)];
  const [name, ...details] = label === '' ? [amounts, ...time] : [label, amounts, ...time];
  const detail = details.join(' · ');
  return { kind: 'stage', name, detail, line, from: line, to: line, children: [] };
}

function tracebackEntry(
  { reason, lineCount }: Traceback,
  line: number,
  l10n: Localization,
): OutlineEntry {
  const [name = '', ...message] = singleLine(reason, longestText).split(': ');
  return {
    kind: 'traceback',
    name: name === '' ? l10n.t('Traceback') : name,
    detail: message.join(': '),
    line,
    from: line,
    to: line + lineCount - 1,
    children: [],
  };
}

/** In order, a stage reaching up to where the next entry, or the stage around it, has its line. */
function upToNext(
  entries: readonly OutlineEntry[],
  last: number,
  outerLine = last + 1,
): OutlineEntry[] {
  const ordered = [...entries].sort((one, other) => one.from - other.from);
  return ordered.map((entry, index) => {
    const next = ordered[index + 1]?.from ?? last + 1;
    const end = outerLine > entry.line ? Math.min(next, outerLine) : next;
    const to = entry.kind === 'stage' ? Math.max(entry.line, end - 1) : Math.min(entry.to, last);
    return { ...entry, to, children: upToNext(entry.children, to, entry.line) };
  });
}
