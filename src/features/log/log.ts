import { l10n } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import type { LogChannel } from '../../host/logChannel';
import { choosePrediction } from '../../host/predictionArguments';
import type { Settings } from '../../host/settings';
import { GrowingLog } from '../../prediction/log/growingLog';
import { isTerminal, type Prediction } from '../../prediction/prediction';
import { takeSteps } from '../../tracking/slices';
import type { OpenedPrediction, PredictionChange } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { PredictionLogs } from './predictionLogs';

export interface LogParts {
  readonly tracker: Tracker;
  readonly channel: LogChannel;
  readonly settings: Settings;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: Promise<void>;
}

/** Writes the predictions' logs to the channel as they grow. */
export function registerLog(parts: LogParts): DisposableStore {
  const { tracker, channel, settings, failures, restored } = parts;
  const store = new DisposableStore();
  const logs = new PredictionLogs(l10n, () => settings.logProgressBars);
  const startedAt = Date.now();

  const write = async (opened: OpenedPrediction) => {
    const log = tracker.logOf(opened.id) ?? (await readLog(opened.whole.prediction));
    channel.append(logs.newLines(opened, log));
  };
  store.add(
    tracker.onDidChange((changes) => {
      for (const change of changes) {
        const opened = newsOf(change, startedAt);
        if (opened !== undefined) void write(opened);
      }
    }),
  );
  store.add(
    registerCommands(failures, {
      'deerapi.showLog': async (...args) => {
        await restored;
        if (args.length === 0 && tracker.size === 0) {
          channel.show();
          return;
        }
        const chosen = await choosePrediction(tracker, args, l10n.t('Show Log'));
        const opened = chosen && (await tracker.open(chosen.id));
        if (opened === undefined) return;
        if (!logs.has(opened.id)) void write(opened);
        channel.show();
        await tracker.markSeen([opened.id]);
      },
    }),
  );
  return store;
}

async function readLog(prediction: Prediction): Promise<GrowingLog> {
  const log = new GrowingLog();
  await takeSteps(log.read(prediction.logs, isTerminal(prediction)));
  return log;
}

/** What an earlier session has seen is written only when it is asked for. */
function newsOf(
  { before, after }: PredictionChange,
  startedAt: number,
): OpenedPrediction | undefined {
  if (after?.whole === undefined || after.answeredAt < startedAt) return undefined;
  const { whole } = after;
  return before?.whole?.answer === whole.answer ? undefined : { ...after, whole };
}
