import { env, l10n, window, type Disposable } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import type { FailureMessages } from '../../host/failureMessages';
import { choosePrediction, choosePredictions } from '../../host/predictionArguments';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';

export interface ManageParts {
  readonly tracker: Tracker;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: Promise<void>;
}

/** What a person does with tracked predictions besides looking at them. */
export function registerManage({ tracker, failures, restored }: ManageParts): Disposable {
  return registerCommands(failures, {
    'deerapi.refresh': async (...args) => {
      await restored;
      await refreshAll(
        tracker,
        failures,
        await choosePredictions(tracker, args, l10n.t('Refresh')),
      );
    },
    'deerapi.refreshAll': async () => {
      await restored;
      await refreshAll(tracker, failures, tracker.list);
    },
    'deerapi.untrack': async (...args) => {
      await restored;
      await untrack(tracker, await choosePredictions(tracker, args, l10n.t('Stop Tracking')));
    },
    'deerapi.copyId': async (...args) => {
      await restored;
      const chosen = await choosePrediction(tracker, args, l10n.t('Copy ID'));
      if (chosen !== undefined) await env.clipboard.writeText(chosen.id);
    },
  });
}

/** However many fail, one message: each row says for itself that it is old. */
async function refreshAll(
  tracker: Tracker,
  failures: FailureMessages,
  chosen: readonly TrackedPrediction[],
): Promise<void> {
  const outcomes = await window.withProgress({ location: { viewId: 'deerapi.predictions' } }, () =>
    Promise.allSettled(chosen.map(({ id }) => tracker.refresh(id))),
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

async function untrack(tracker: Tracker, chosen: readonly TrackedPrediction[]): Promise<void> {
  if (chosen.length === 0) return;
  await Promise.all(chosen.map(({ id }) => tracker.untrack(id)));
  const undo = l10n.t('Undo');
  const [first] = chosen;
  const sentence =
    first !== undefined && chosen.length === 1
      ? l10n.t('Prediction {0} is no longer tracked.', first.id)
      : l10n.t('{0} predictions are no longer tracked.', chosen.length);
  void window.showInformationMessage(sentence, undo).then((answer) => {
    if (answer === undo) void Promise.all(chosen.map((tracked) => tracker.trackAgain(tracked)));
  });
}
