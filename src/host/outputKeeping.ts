import type { OutputArchive } from '../library/archive/outputArchive';
import { OutputError } from '../prediction/outputError';
import { listOutputs } from '../prediction/outputs';
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
}

/** Milliseconds. Servers keep outputs for an hour; those that ended before are asked for no more. */
const stillThere = 2 * 3600_000;

/**
 * Fetches outputs as they appear, before their server deletes them. Each file is tried once: what
 * cannot be had then is left to the person. Of several windows that know of it, one fetches.
 */
export function keepOutputs(parts: OutputKeepingParts): DisposableStore {
  const { tracker, archive, isWanted, restored, report } = parts;
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

  const keepEach = async (id: string, { prediction }: WholePrediction) => {
    const signal = wantedOf(id);
    await archive.look(id);
    if (signal.aborted) return;
    for (const { source } of listOutputs(prediction.output).outputs) {
      // What stands in the answer itself is kept with it.
      if (source.type !== 'url' || archive.stateOf(id, source).type !== 'unknown') continue;
      archive.keep(id, source, signal, false).catch((failure: unknown) => {
        if (!(failure instanceof OutputError) && !signal.aborted) report(failure);
      });
    }
  };
  const keep = async ({ id, whole, brief }: TrackedPrediction) => {
    if (!brief.hasOutput || !isWanted()) return;
    const known = whole ?? (await tracker.open(id))?.whole;
    if (known !== undefined && !isClosed) await keepEach(id, known);
  };
  store.add(
    tracker.onDidChange((changes) => {
      for (const { id, after } of changes) {
        if (after === undefined) {
          wanted.get(id)?.abort();
          continue;
        }
        const wasInterrupted = wanted.get(id)?.signal.aborted === true;
        if (wasInterrupted) wanted.delete(id);
        if (wasInterrupted || after.whole !== undefined) void keep(after).catch(report);
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
