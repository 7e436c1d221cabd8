import { env, Uri, window, type Disposable } from 'vscode';

import { registerCommands } from '../../host/commandTable';
import type { FailureMessages } from '../../host/failureMessages';
import { l10n } from '../../host/localization';
import { showMessage } from '../../host/messages';
import {
  choosePrediction,
  choosePredictions,
  nothingTracked,
} from '../../host/predictionArguments';
import { UserError } from '../../host/userError';
import { isTerminal } from '../../prediction/prediction';
import { isFollowed } from '../../tracking/following';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { refreshEach } from './refreshEach';

export interface ManageParts {
  readonly tracker: Tracker;
  readonly failures: FailureMessages;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

/** What a person does with tracked predictions besides looking at them. */
export function registerManage({ tracker, failures, restored }: ManageParts): Disposable {
  const choose = async (
    args: readonly unknown[],
    title: string,
    isOffered: (tracked: TrackedPrediction) => boolean = () => true,
  ) => {
    await restored;
    return choosePredictions(tracker, args, title, tracker.list.filter(isOffered));
  };
  const chooseOne = async (args: readonly unknown[], title: string) => {
    await restored;
    return choosePrediction(tracker, args, title);
  };
  return registerCommands(failures, {
    'deerapi.refresh': async (...args) => {
      await refreshEach(tracker, failures, await choose(args, l10n.t('Refresh')));
    },
    'deerapi.refreshAll': async () => {
      await restored;
      await refreshAll(tracker, failures);
    },
    'deerapi.untrack': async (...args) => {
      await untrack(tracker, await choose(args, l10n.t('Stop Tracking')));
    },
    'deerapi.clearFinished': async () => {
      await restored;
      await clearFinished(tracker);
    },
    'deerapi.pause': async (...args) => {
      const chosen = await choose(args, l10n.t('Pause Following'), isFollowed);
      await tracker.pause(idsOf(chosen));
    },
    'deerapi.resume': async (...args) => {
      const isResumable = (tracked: TrackedPrediction) =>
        !isTerminal(tracked.brief) && !isFollowed(tracked);
      const chosen = await choose(args, l10n.t('Resume Following'), isResumable);
      await tracker.resume(idsOf(chosen));
    },
    'deerapi.copyId': async (...args) => {
      const chosen = await choose(args, l10n.t('Copy ID'));
      if (chosen.length > 0) await env.clipboard.writeText(idsOf(chosen).join('\n'));
    },
    'deerapi.openInBrowser': async (...args) => {
      const chosen = await chooseOne(args, l10n.t('Open in Browser'));
      if (chosen !== undefined) await openInBrowser(chosen);
    },
  });
}

/** What has ended does not change any more, unless the last ask for it failed. */
async function refreshAll(tracker: Tracker, failures: FailureMessages): Promise<void> {
  if (tracker.size === 0) throw nothingTracked();
  const stale = tracker.list.filter(
    ({ brief, failure }) => !isTerminal(brief) || failure !== undefined,
  );
  if (stale.length > 0) await refreshEach(tracker, failures, stale);
  else window.setStatusBarMessage(l10n.t('All tracked predictions have ended.'), 5000);
}

async function clearFinished(tracker: Tracker): Promise<void> {
  if (tracker.size === 0) throw nothingTracked();
  const finished = tracker.list.filter(
    ({ brief, marks }) => isTerminal(brief) || marks.has('gone'),
  );
  if (finished.length === 0) {
    void showMessage('information', l10n.t('No prediction has finished yet.'));
    return;
  }
  await untrack(tracker, finished);
}

async function untrack(tracker: Tracker, chosen: readonly TrackedPrediction[]): Promise<void> {
  if (chosen.length === 0) return;
  const removed = await tracker.untrack(idsOf(chosen));
  const undo = l10n.t('Undo');
  const [first] = removed;
  const sentence =
    first !== undefined && removed.length === 1
      ? l10n.t('Prediction {0} is no longer tracked.', first.id)
      : l10n.t('{0} predictions are no longer tracked.', removed.length);
  void showMessage('information', sentence, undo).then((answer) => {
    if (answer === undo) void tracker.trackAgain(removed);
  });
}

async function openInBrowser({ id, brief }: TrackedPrediction): Promise<void> {
  if (brief.webUrl === '') {
    throw new UserError(
      l10n.t('Prediction {0} has no page on replicate.com: its API did not name one.', id),
    );
  }
  await env.openExternal(Uri.parse(brief.webUrl, true));
}

function idsOf(chosen: readonly TrackedPrediction[]): string[] {
  return chosen.map(({ id }) => id);
}
