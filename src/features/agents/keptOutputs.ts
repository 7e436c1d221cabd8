import { OutputArchive } from '../../library/archive/outputArchive';
import type { FileSource } from '../../library/archive/outputSource';
import { OutputError } from '../../prediction/outputError';

/** All that agents need of the archive. */
export interface KeptOutputs {
  /** Where the output's file is; undefined where it is not kept. */
  fileOf(id: string, source: FileSource): Promise<KeptFile | undefined>;
  /** The same, fetched first where that is needed. */
  fetch(id: string, source: FileSource, signal: AbortSignal): Promise<KeptFile | undefined>;
}

export interface KeptFile {
  readonly path: string;
  readonly bytes: number;
}

export function keptOutputs(archive: OutputArchive): KeptOutputs {
  const fileOf = async (id: string, source: FileSource) => {
    await archive.look(id);
    const state = archive.stateOf(id, source);
    return state.type === 'kept' ? { path: state.path, bytes: state.bytes } : undefined;
  };
  return {
    fileOf,
    async fetch(id, source, signal) {
      await archive.keep(id, source, signal);
      return fileOf(id, source);
    },
  };
}

/** Of a process that fetches nothing. */
export function keptOutputsIn(folder: string): KeptOutputs {
  return keptOutputs(
    new OutputArchive({
      folder,
      openUrl: () => Promise.reject(new OutputError('unreachable')),
      // The windows tell of it.
      report: () => undefined,
      maxBytes: () => Infinity,
      isKnown: () => Promise.resolve(true),
    }),
  );
}
