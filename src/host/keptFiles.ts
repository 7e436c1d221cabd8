import { Uri } from 'vscode';

import {
  isLargeFetch,
  type FetchingFile,
  type OutputFileState,
} from '../library/archive/outputFileState';
import type { FileSource } from '../library/archive/outputSource';
import type { Output } from '../prediction/outputs';

/** What is known at once of the files of outputs. */
export interface KnownFiles {
  /** Where those of a prediction are, if there are any. */
  folderOf(id: string): string;
  stateOf(id: string, source: FileSource): OutputFileState;
  /** Reads what is known of a prediction's outputs, for `stateOf` to tell. */
  look(id: string): Promise<void>;
  onDidChange(listener: (id: string) => void): { dispose(): void };
}

/** VS Code paints it whole, however small it is shown. */
const largestIcon = 2 * 1024 ** 2;

/** The output's file, where it is on disk. */
export function keptFileOf(files: KnownFiles, id: string, { source }: Output): Uri | undefined {
  if (source.type !== 'url' && source.type !== 'data') return undefined;
  const state = files.stateOf(id, source);
  return state.type === 'kept' ? Uri.file(state.path) : undefined;
}

/** The output's download, where it is one that a person may have to wait for. */
export function largeFetchOf(
  files: Pick<KnownFiles, 'stateOf'>,
  id: string,
  { source }: Output,
): FetchingFile | undefined {
  if (source.type !== 'url') return undefined;
  const state = files.stateOf(id, source);
  return isLargeFetch(state) ? state : undefined;
}

/** The output's file, where it is an image that can be an icon: none that is large, or moves. */
export function iconFileOf(files: KnownFiles, id: string, { source }: Output): Uri | undefined {
  if (source.type !== 'url' && source.type !== 'data') return undefined;
  const state = files.stateOf(id, source);
  if (state.type !== 'kept' || state.bytes > largestIcon) return undefined;
  const { kind, extension } = state.fileType;
  return kind === 'image' && extension !== 'gif' ? Uri.file(state.path) : undefined;
}
