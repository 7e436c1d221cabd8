import { Uri } from 'vscode';

import type { FileType } from '../../prediction/fileType';
import type { Output } from '../../prediction/outputs';
import type { FileSource } from '../../library/outputArchive';

/** What is known at once of the files of outputs. */
export interface KnownFiles {
  /** Where those of a prediction are, if there are any. */
  folderOf(id: string): string;
  stateOf(
    id: string,
    source: FileSource,
  ):
    | {
        readonly type: 'kept';
        readonly path: string;
        readonly fileType: FileType;
        readonly bytes: number;
      }
    | { readonly type: string; readonly path?: never };
  onDidChange(listener: (id: string) => void): { dispose(): void };
}

/** VS Code paints it whole, however small it is shown. */
const largestIcon = 2 * 1024 ** 2;

/** The output's file, where it is on disk. */
export function keptFileOf(files: KnownFiles, id: string, { source }: Output): Uri | undefined {
  if (source.type !== 'url' && source.type !== 'data') return undefined;
  const { path } = files.stateOf(id, source);
  return path === undefined ? undefined : Uri.file(path);
}

/** The output's file, where it is an image that can be an icon: none that is large, or moves. */
export function iconFileOf(files: KnownFiles, id: string, { source }: Output): Uri | undefined {
  if (source.type !== 'url' && source.type !== 'data') return undefined;
  const state = files.stateOf(id, source);
  if (state.path === undefined || state.bytes > largestIcon) return undefined;
  const { kind, extension } = state.fileType;
  return kind === 'image' && extension !== 'gif' ? Uri.file(state.path) : undefined;
}
