import { l10n } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import type { LogChannel } from '../../host/logChannel';
import { choosePrediction } from '../../host/predictionArguments';
import type { PredictionChange, TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { PredictionLogs } from './predictionLogs';

export interface LogParts {
  readonly tracker: Tracker;
  readonly channel: LogChannel;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: Promise<void>;
}

/** Writes the predictions' logs to the channel as they grow. */
export function registerLog({ tracker, channel, failures, restored }: LogParts): DisposableStore {
  const store = new DisposableStore();
  const logs = new PredictionLogs(l10n);
  const startedAt = Date.now();

  const write = (tracked: TrackedPrediction) => {
    channel.append(logs.newLines(tracked));
  };
  store.add(
    tracker.onDidChange((change) => {
      if (change.after !== undefined && isNews(change, startedAt)) write(change.after);
    }),
  );
  store.add(
    registerCommands(failures, {
      'deerapi.showLog': async (...args) => {
        await restored;
        if (args.length === 0 && tracker.list.length === 0) {
          channel.show();
          return;
        }
        const tracked = await choosePrediction(tracker, args, l10n.t('Show Log'));
        if (tracked === undefined) return;
        if (!logs.has(tracked.id)) write(tracked);
        channel.show();
      },
    }),
  );
  return store;
}

/** What an earlier session has seen is written only when it is asked for. */
function isNews({ before, after }: PredictionChange, startedAt: number): boolean {
  if (after === undefined) return false;
  return before?.answer !== after.answer && after.answeredAt >= startedAt;
}
