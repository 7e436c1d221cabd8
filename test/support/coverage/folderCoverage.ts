import { reachedByAny, type C8File, type FileCoverage } from './fileCoverage';

export interface Share {
  readonly reached: number;
  readonly all: number;
}

export interface FolderCoverage {
  /** Such as `src/prediction`. */
  readonly name: string;
  readonly lines: Share;
  readonly branches: Share;
}

/** By file, what any of the runs has reached. */
export function coverageOfRuns(
  runs: readonly ReadonlyMap<string, C8File>[],
): Map<string, FileCoverage> {
  const files = new Set(runs.flatMap((run) => [...run.keys()]));
  return new Map(
    [...files].sort().map((file) => {
      const ofFile = runs.flatMap((run) => run.get(file) ?? []);
      return [file, reachedByAny(ofFile)];
    }),
  );
}

/** The same by the folders of `src`; what lies in none of them is a part of `src`. */
export function coverageOfFolders(files: ReadonlyMap<string, FileCoverage>): FolderCoverage[] {
  const folders = new Map<string, FileCoverage[]>();
  for (const [file, coverage] of files) {
    const [src = '', folder = ''] = file.split('/');
    const name = folder.endsWith('.ts') ? src : `${src}/${folder}`;
    folders.set(name, [...(folders.get(name) ?? []), coverage]);
  }
  return [...folders].sort().map(([name, inFolder]) => ({
    name,
    lines: shareOf(inFolder.map(({ lines }) => lines)),
    branches: shareOf(inFolder.map(({ branches }) => branches)),
  }));
}

export function percent({ reached, all }: Share): number {
  return all === 0 ? 100 : (reached / all) * 100;
}

function shareOf(parts: readonly ReadonlyMap<unknown, boolean>[]): Share {
  const all = parts.flatMap((part) => [...part.values()]);
  return { reached: all.filter(Boolean).length, all: all.length };
}
