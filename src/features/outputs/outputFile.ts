import path from 'node:path';

import type { OutputArchive } from '../../library/archive/outputArchive';
import { outputName } from '../../prediction/outputs';
import type { ChosenOutput } from './chosenOutputs';
import { fillPattern } from './namePattern';
import { contentOf } from './outputContent';

/** What is to be written: a file that is on disk, or a text. */
export type Bytes =
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'text'; readonly text: string };

/** An output that is at hand. */
export interface OutputFile {
  readonly bytes: Bytes;
  /** Without the dot. */
  readonly extension: string;
}

const longestName = 100;

/**
 * The output's file, fetched now unless it is kept.
 * @throws what the archive throws.
 */
export async function fetchOutput(
  { tracked, output }: ChosenOutput,
  archive: Pick<OutputArchive, 'keep'>,
  signal: AbortSignal,
): Promise<OutputFile> {
  const content = contentOf(output);
  if (content.type === 'text') return { bytes: content, extension: content.extension };
  const kept = await archive.keep(tracked.id, content.source, signal);
  const extension = path.extname(kept).slice(1);
  // What the archive does not know by its ending keeps the one that its server gave it.
  const own = content.source.type === 'url' ? endingOf(content.source.url) : '';
  const isUnknown = extension === '' || extension === 'bin';
  return {
    bytes: { type: 'file', path: kept },
    extension: isUnknown && own !== '' ? own : extension,
  };
}

/** The name that its server gave it, else its place; for people to read. */
export function titleOf({ output, index }: ChosenOutput): string {
  const isNamed = output.source.type === 'url';
  return isNamed ? outputName(output, longestName) : output.label || String(index + 1);
}

/** The name to save it under, without the ending; not yet safe. */
export function stemBy(pattern: string, { tracked, output, index, count }: ChosenOutput): string {
  const own = output.source.type === 'url' ? path.parse(outputName(output, longestName)).name : '';
  return fillPattern(pattern, { tracked, index, count, label: output.label, name: own });
}

function endingOf(url: string): string {
  return /\.([A-Za-z0-9]{1,12})$/.exec(new URL(url).pathname)?.[1] ?? '';
}
