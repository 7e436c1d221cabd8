import { commands } from 'vscode';

import { DisposableStore } from '../../host/disposableStore';
import type { OutputArchive } from '../../library/archive/outputArchive';
import type { PredictionChange } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';

export interface WalkthroughParts {
  readonly tracker: Tracker;
  readonly archive: Pick<OutputArchive, 'onDidChange' | 'hasKept'>;
}

type Step = 'hasLookedUp' | 'hasTrackedMany' | 'hasKeptOutput';

/** Ticks the steps of the walkthrough off as they happen; the key's is told by who stores it. */
export function registerWalkthrough({ tracker, archive }: WalkthroughParts): DisposableStore {
  const store = new DisposableStore();
  const done = new Set<Step>();
  const finish = (step: Step) => {
    if (done.has(step)) return;
    done.add(step);
    void commands.executeCommand('setContext', `deerapi.${step}`, true);
  };
  store.add(
    tracker.onDidChange((changes) => {
      if (changes.some(isAnswered)) finish('hasLookedUp');
      if (tracker.size > 1) finish('hasTrackedMany');
    }),
  );
  store.add(
    archive.onDidChange((id) => {
      if (!done.has('hasKeptOutput') && archive.hasKept(id)) finish('hasKeptOutput');
    }),
  );
  return store;
}

function isAnswered({ after }: PredictionChange): boolean {
  return after !== undefined && after.answeredAt > 0;
}
