import { window } from 'vscode';

import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import { inSlices } from '../../tracking/slices';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';

/** So many a person may wait for; more must not hold up what runs. */
const fewEnough = 10;

/** However many fail, one message: each row says for itself that it is old. */
export async function refreshEach(
  tracker: Tracker,
  failures: FailureMessages,
  chosen: readonly TrackedPrediction[],
): Promise<void> {
  const outcomes = await window.withProgress({ location: { viewId: 'deerapi.predictions' } }, () =>
    refreshAll(tracker, chosen),
  );
  const failed = outcomes.filter(
    ({ id, failure }) => failure !== undefined && tracker.get(id) !== undefined,
  );
  const [first] = failed;
  if (first === undefined) return;
  const retry =
    failed.length === 1
      ? { command: 'deerapi.refresh', arguments: [first.id] }
      : { command: 'deerapi.refreshAll' };
  failures.show(first.failure, [{ title: l10n.t('Retry'), ...retry }]);
}

interface Outcome {
  readonly id: string;
  /** Undefined where it was answered. */
  readonly failure?: unknown;
}

async function refreshAll(
  tracker: Tracker,
  chosen: readonly TrackedPrediction[],
): Promise<Outcome[]> {
  const isUrgent = chosen.length <= fewEnough;
  const refresh = ({ id }: TrackedPrediction) =>
    tracker.refresh(id, isUrgent).then(
      (): Outcome => ({ id }),
      (failure: unknown): Outcome => ({ id, failure }),
    );
  return (await inSlices(chosen, (some) => Promise.all(some.map(refresh)))).flat();
}
