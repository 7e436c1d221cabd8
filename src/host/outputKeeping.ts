import type { OutputArchive } from '../library/archive/outputArchive';
import type { OutputFileState } from '../library/archive/outputFileState';
import type { FileSource } from '../library/archive/outputSource';
import { isOfFileSystem } from '../library/fileErrors';
import { OutputError } from '../prediction/outputError';
import { listOutputs } from '../prediction/outputs';
import { isTerminal } from '../prediction/prediction';
import type { TrackedPrediction, WholePrediction } from '../tracking/trackedPrediction';
import type { Tracker } from '../tracking/tracker';
import { DisposableStore } from './disposableStore';

export interface OutputKeepingParts {
  readonly tracker: Tracker;
  readonly archive: OutputArchive;
  /** Whether the person wants that. */
  readonly isWanted: () => boolean;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: Promise<void>;
  /** Told of failures that are not the servers'. */
  readonly report: (failure: unknown) => void;
  /** Before what is out of reach is tried again; the pauses after it are longer. */
  readonly firstPauseMs?: number;
}

const minute = 60_000;

/** Milliseconds. Servers keep outputs for an hour; those that ended before are asked for no more. */
const stillThere = 2 * 3600_000;

/**
 * Fetches outputs as they appear, before their server deletes them. What is out of reach, or finds
 * no room on the disk, is tried again for as long as it may be there; what cannot be had is left to
 * the person. Of several windows that know of it, one fetches.
 */
export function keepOutputs(parts: OutputKeepingParts): DisposableStore {
  const { tracker, archive, isWanted, restored, report, firstPauseMs = minute } = parts;
  const store = new DisposableStore();
  const wanted = new Map<string, AbortController>();
  let isClosed = false;
  store.add({
    dispose: () => {
      isClosed = true;
      for (const controller of wanted.values()) controller.abort();
    },
  });
  /** Stays aborted for what is no longer tracked, until it comes back. */
  const wantedOf = (id: string) => {
    const controller = wanted.get(id) ?? new AbortController();
    wanted.set(id, controller);
    return controller.signal;
  };

  const keepOne = (id: string, source: FileSource, signal: AbortSignal, pauseMs = firstPauseMs) => {
    archive.keep(id, source, signal, false).catch((failure: unknown) => {
      if (signal.aborted) return;
      const isOfDisk = isOfFileSystem(failure);
      const isOfServer = failure instanceof OutputError;
      // The archive itself says what is wrong with the disk, wherever that comes to light.
      if (!isOfDisk && !isOfServer) report(failure);
      const mayPass = isOfDisk || (isOfServer && failure.isTemporary);
      if (mayPass && pauseMs < stillThere) {
        const again = () => {
          // A person may have tried again, or canceled, meanwhile.
          const isUpToUs = !signal.aborted && hasFailed(archive.stateOf(id, source), failure);
          if (isUpToUs && isWanted()) keepOne(id, source, signal, pauseMs * 2);
        };
        const { retryAfterSeconds = 0 } = isOfServer ? failure : {};
        setTimeout(again, Math.max(pauseMs, retryAfterSeconds * 1000)).unref();
      }
    });
  };
  const keepEach = async (id: string, { prediction }: WholePrediction, hasJustEnded: boolean) => {
    const signal = wantedOf(id);
    await archive.look(id);
    for (const { source } of listOutputs(prediction.output).outputs) {
      if (signal.aborted) return;
      // What stands in the answer itself is kept with it.
      if (source.type !== 'url') continue;
      const state = archive.stateOf(id, source);
      // While it ran, a file may have been told of before it was there.
      const isThereNow = hasJustEnded && isGone(state);
      if (isThereNow) await archive.forgetFailure(id, source);
      if (isThereNow || state.type === 'unknown') keepOne(id, source, signal);
    }
  };
  const keep = async ({ id, whole, brief }: TrackedPrediction, hasJustEnded = false) => {
    if (!brief.hasOutput || !isWanted()) return;
    const known = whole ?? (await tracker.open(id))?.whole;
    if (known !== undefined && !isClosed) await keepEach(id, known, hasJustEnded);
  };
  store.add(
    tracker.onDidChange((changes) => {
      for (const { id, before, after } of changes) {
        if (after === undefined) {
          wanted.get(id)?.abort();
          continue;
        }
        const wasInterrupted = wanted.get(id)?.signal.aborted === true;
        if (wasInterrupted) wanted.delete(id);
        const wasRunning = before !== undefined && !isTerminal(before.brief);
        const hasJustEnded = wasRunning && isTerminal(after.brief);
        if (!wasInterrupted && after.whole === undefined) continue;
        void keep(after, hasJustEnded).catch(report);
      }
    }),
  );
  /** What a session that has ended may not have come to. */
  const keepRecent = async () => {
    await restored;
    for (const tracked of tracker.list) {
      if (isClosed) return;
      const { completedAt } = tracked.brief;
      const isRecent = completedAt !== undefined && Date.now() - completedAt < stillThere;
      if (isRecent) await keep(tracked).catch(report);
    }
  };
  void keepRecent().catch(report);
  return store;
}

function hasFailed(state: OutputFileState, failure: unknown): boolean {
  return state.type === 'failed' && state.error === failure;
}

function isGone(state: OutputFileState): boolean {
  return (
    state.type === 'failed' && state.error instanceof OutputError && state.error.kind === 'gone'
  );
}
