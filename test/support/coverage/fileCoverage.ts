/** A place in a source, as istanbul has it: lines from 1, columns from 0. */
interface Place {
  readonly line: number;
  readonly column: number;
}

interface Located {
  readonly loc: { readonly start: Place; readonly end: Place };
}

/** A file of c8's JSON report. */
export interface C8File {
  readonly statementMap: Readonly<Record<string, { readonly start: Place }>>;
  readonly s: Readonly<Record<string, number>>;
  readonly branchMap: Readonly<Record<string, Located>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
  readonly fnMap: Readonly<Record<string, Located>>;
  readonly f: Readonly<Record<string, number>>;
}

/** A block or a function, and how often it ran. */
interface Branch extends Readonly<Located['loc']> {
  readonly count: number;
}

/** What was reached of one file, and what was not. */
export interface FileCoverage {
  /** By line number. */
  readonly lines: ReadonlyMap<number, boolean>;
  /** By where a branch begins, as `line:column`. */
  readonly branches: ReadonlyMap<string, boolean>;
}

/** What was reached by any of the runs. */
export function reachedByAny(runs: readonly C8File[]): FileCoverage {
  const lines = new Map<number, boolean>();
  for (const { statementMap, s } of runs) {
    for (const [key, { start }] of Object.entries(statementMap)) {
      lines.set(start.line, lines.get(start.line) === true || s[key] !== 0);
    }
  }
  return { lines, branches: branchesReachedByAny(runs.map(branchesOf)) };
}

/**
 * V8 tells of a block only where it ran more or less often than what it stands in, so what is a
 * branch in one run may be none in another: that one is asked how often it was at that place. And
 * what a run reached is told by its branches alone, as another run had other scripts, in which the
 * same branch begins a sign earlier or later: it is one branch, and asked where it begins in each.
 */
function branchesReachedByAny(runs: readonly (readonly Branch[])[]): Map<string, boolean> {
  const branches = new Map<string, boolean>();
  for (const [index, run] of runs.entries()) {
    const earlier = runs.slice(0, index);
    for (const { start } of run) {
      const wasReached = (other: readonly Branch[]): boolean =>
        countAt(sameStart(start, other) ?? start, other) > 0;
      if (earlier.some(wasReached)) continue;
      const [first = start] = earlier.flatMap((other) => sameStart(start, other) ?? []);
      branches.set(`${first.line}:${first.column}`, runs.some(wasReached));
    }
  }
  return branches;
}

/** Where a branch begins in another run: the nearest, no more than a sign away. */
function sameStart({ line, column }: Place, branches: readonly Branch[]): Place | undefined {
  const away = (start: Place): number => Math.abs(start.column - column);
  return branches
    .map(({ start }) => start)
    .filter((start) => start.line === line && away(start) <= 1)
    .sort((one, other) => away(one) - away(other))[0];
}

/** c8 counts a function that ran as a branch; one that never ran is as good a branch. */
function branchesOf({ branchMap, b, fnMap, f }: C8File): Branch[] {
  const blocks = Object.entries(branchMap).map(([key, { loc }]) => ({
    ...loc,
    count: b[key]?.[0] ?? 0,
  }));
  const neverRun = Object.entries(fnMap).filter(([key]) => f[key] === 0);
  return [...blocks, ...neverRun.map(([, { loc }]) => ({ ...loc, count: 0 }))];
}

/** As often as the innermost branch around it; what stands in none is run as its file is loaded. */
function countAt(place: Place, branches: readonly Branch[]): number {
  let innermost: Branch | undefined;
  for (const branch of branches) {
    if (isBefore(place, branch.start) || !isBefore(place, branch.end)) continue;
    if (innermost === undefined || isWithin(branch, innermost)) innermost = branch;
  }
  return innermost?.count ?? 1;
}

function isWithin(inner: Branch, outer: Branch): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
