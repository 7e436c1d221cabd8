import { commands } from 'vscode';

import { DisposableStore } from '../../host/disposableStore';
import type { OutputArchive } from '../../library/archive/outputArchive';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';

export interface WalkthroughParts {
  readonly tracker: Tracker;
  readonly archive: Pick<OutputArchive, 'onDidChange' | 'hasKept'>;
  /** Of the prediction that nobody had to look up. */
  readonly sampleId: string;
}

type Step = 'hasLookedUp' | 'hasTrackedMany' | 'hasKeptOutput';

/** Ticks the steps of the walkthrough off as they happen; the key's is told by who stores it. */
export function registerWalkthrough(parts: WalkthroughParts): DisposableStore {
  const { tracker, archive, sampleId } = parts;
  const store = new DisposableStore();
  const done = new Set<Step>();
  const finish = (step: Step) => {
    if (done.has(step)) return;
    done.add(step);
    void commands.executeCommand('setContext', `deerapi.${step}`, true);
  };
  store.add(
    tracker.onDidChange((changes) => {
      if (changes.some(({ id, after }) => id !== sampleId && isAnswered(after))) {
        finish('hasLookedUp');
      }
      const others = tracker.size - Number(tracker.get(sampleId) !== undefined);
      if (others > 1) finish('hasTrackedMany');
    }),
  );
  store.add(
    archive.onDidChange((id) => {
      if (id === sampleId || done.has('hasKeptOutput')) return;
      if (archive.hasKept(id)) finish('hasKeptOutput');
    }),
  );
  return store;
}

function isAnswered(tracked: TrackedPrediction | undefined): boolean {
  return tracked !== undefined && tracked.answeredAt > 0;
}
