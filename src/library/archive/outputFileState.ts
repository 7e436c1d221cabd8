import type { FileType } from '../../prediction/fileType';

/**
 * What became of an output's file. `unknown`: nobody has asked for it here; `waiting`: others are
 * fetched before it, here or in another window; `evicted`: removed to make room, and perhaps still on
 * its server.
 */
export type OutputFileState =
  | { readonly type: 'unknown' }
  | { readonly type: 'waiting' }
  /** Bytes so far, and in all where that is known. */
  | { readonly type: 'fetching'; readonly bytes: number; readonly total: number | undefined }
  | {
      readonly type: 'kept';
      readonly path: string;
      readonly fileType: FileType;
      readonly bytes: number;
    }
  /** An OutputError, or an error of the file system. */
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'evicted' };

/** Bytes. Of smaller files nobody needs to know how far they are, nor has the time to cancel one. */
const largeBytes = 1_000_000;

export type FetchingFile = Extract<OutputFileState, { type: 'fetching' }>;

/** Whether a person may have to wait for it. */
export function isLargeFetch(state: OutputFileState): state is FetchingFile {
  return state.type === 'fetching' && Math.max(state.bytes, state.total ?? 0) >= largeBytes;
}

/** Whether it is being fetched, or waits for that. */
export function isUnderWay({ type }: OutputFileState): boolean {
  return type === 'waiting' || type === 'fetching';
}
