import { l10n, window } from 'vscode';

import type { FailureMessages } from '../../host/failureMessages';
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
    Promise.allSettled(chosen.map(({ id }) => tracker.refresh(id, chosen.length <= fewEnough))),
  );
  const failed = outcomes.flatMap((outcome, index) => {
    const id = chosen[index]?.id;
    if (outcome.status === 'fulfilled' || id === undefined || tracker.get(id) === undefined)
      return [];
    return [{ id, reason: outcome.reason as unknown }];
  });
  const [first] = failed;
  if (first === undefined) return;
  const retry =
    failed.length === 1
      ? { command: 'deerapi.refresh', arguments: [first.id] }
      : { command: 'deerapi.refreshAll' };
  failures.show(first.reason, [{ title: l10n.t('Retry'), ...retry }]);
}
