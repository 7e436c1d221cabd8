import { SourceMap, type SourceMapPayload } from 'node:module';

/** What V8 counts: characters of a script, from one to before another. */
interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** A function with the blocks in it; its own range comes first. */
interface FunctionCoverage {
  readonly functionName: string;
  readonly ranges: readonly Range[];
  readonly isBlockCoverage: boolean;
}

interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly FunctionCoverage[];
}

interface CachedSourceMap {
  readonly lineLengths: readonly number[];
  readonly data: SourceMapPayload | null;
}

/** What Node writes for `NODE_V8_COVERAGE`. */
export interface ProcessCoverage {
  readonly result: readonly ScriptCoverage[];
  readonly 'source-map-cache'?: Readonly<Record<string, CachedSourceMap>>;
}

/**
 * The coverage of the scripts under that address, without the code that esbuild adds: helpers for
 * modules, and an end that never runs, `0 && (module.exports = …)`. Nobody wrote it, no test can
 * reach it, and c8 would count it among the branches of each file. By the source map it is told:
 * nothing that was written begins inside it. A script without one tells of no source.
 */
export function writtenCode(coverage: ProcessCoverage, below: string): ProcessCoverage {
  const maps = coverage['source-map-cache'] ?? {};
  const scripts = coverage.result.filter(({ url }) => url.startsWith(below));
  return {
    ...coverage,
    result: scripts.flatMap((script) => {
      const map = maps[script.url];
      // Without functions c8 would take all of its sources for reached.
      if (map === undefined) return [];
      return { ...script, functions: writtenFunctions(script.functions, map) };
    }),
  };
}

function writtenFunctions(
  functions: readonly FunctionCoverage[],
  map: CachedSourceMap,
): FunctionCoverage[] {
  const isWritten = writtenRanges(map);
  return functions.flatMap((each) => {
    const [whole, ...blocks] = each.ranges;
    if (whole === undefined || !isWritten(whole)) return [];
    // c8 forgets a function that never ran and has no name.
    const functionName = each.functionName === '' ? '(anonymous)' : each.functionName;
    return [{ ...each, functionName, ranges: [whole, ...blocks.filter(isWritten)] }];
  });
}

/** Whether something that was written begins in a range. */
function writtenRanges({ data, lineLengths }: CachedSourceMap): (range: Range) => boolean {
  if (data === null) return () => false;
  const map = new SourceMap(data);
  const lineStarts = [0];
  for (const length of lineLengths) lineStarts.push((lineStarts.at(-1) ?? 0) + length + 1);
  return ({ startOffset, endOffset }) => {
    const line = lineStarts.findLastIndex((start) => start < endOffset);
    const entry = map.findEntry(line, endOffset - 1 - (lineStarts[line] ?? 0));
    if (!('generatedLine' in entry)) return false;
    return (lineStarts[entry.generatedLine] ?? 0) + entry.generatedColumn >= startOffset;
  };
}
