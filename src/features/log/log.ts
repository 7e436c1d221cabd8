import { setImmediate as afterOthers } from 'node:timers/promises';

import { registerCommands } from '../../host/commandTable';
import type { Attention } from '../../host/attention';
import { DisposableStore } from '../../host/disposableStore';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import type { LogChannel } from '../../host/logChannel';
import { choosePrediction } from '../../host/predictionArguments';
import type { ReadOnlyDocuments } from '../../host/readOnlyDocuments';
import type { Settings } from '../../host/settings';
import { GrowingLog } from '../../prediction/log/growingLog';
import { isTerminal, type Prediction } from '../../prediction/prediction';
import type { Clock } from '../../tracking/clock';
import { takeSteps } from '../../tracking/slices';
import type { OpenedPrediction, PredictionChange } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { LogDocuments } from './logDocuments';
import { registerLogSymbols } from './logSymbols';
import { PredictionLogs } from './predictionLogs';

export interface LogParts {
  readonly tracker: Tracker;
  readonly channel: LogChannel;
  readonly documents: ReadOnlyDocuments;
  readonly attention: Attention;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

/** Writes the predictions' logs to the channel as they grow, and shows each in a document. */
export function registerLog(parts: LogParts): DisposableStore {
  const { tracker, channel, settings, failures, restored } = parts;
  const store = new DisposableStore();
  const documents = store.add(new LogDocuments(parts));
  store.add(registerLogSymbols((document) => documents.logOf(document)));
  const logs = new PredictionLogs(l10n, () => settings.logProgressBars);
  const startedAt = Date.now();

  const write = async (opened: OpenedPrediction) => {
    const log = tracker.logOf(opened.id) ?? (await readLog(opened.whole.prediction));
    for (const text of logs.newText(opened, log)) {
      channel.append(text);
      await afterOthers();
    }
  };
  store.add(
    tracker.onDidChange((changes) => {
      for (const change of changes) {
        if (change.after === undefined) logs.forget(change.id);
        const opened = newsOf(change, startedAt);
        if (opened === undefined) continue;
        write(opened).catch((error: unknown) => {
          channel.report(error);
        });
      }
    }),
  );
  store.add(
    registerCommands(failures, {
      'deerapi.showLog': async (...args) => {
        await restored;
        const chosen = await choosePrediction(tracker, args, l10n.t('Show Log'));
        if (chosen === undefined) return;
        await documents.show(chosen);
        await tracker.markSeen([chosen.id]);
      },
      /** With the log of that prediction, also where an earlier session has seen it. */
      '_deerapi.showChannel': async (id) => {
        await restored;
        const opened = typeof id === 'string' ? await tracker.open(id) : undefined;
        if (opened !== undefined && !logs.has(opened.id)) await write(opened);
        channel.show();
        if (opened !== undefined) await tracker.markSeen([opened.id]);
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
