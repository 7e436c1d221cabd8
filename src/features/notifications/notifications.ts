import { commands, window } from 'vscode';

import type { Attention } from '../../host/attention';
import { DisposableStore } from '../../host/disposableStore';
import { l10n } from '../../host/localization';
import { showMessage } from '../../host/messages';
import type { Settings } from '../../host/settings';
import type { Clock } from '../../tracking/clock';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Tracker } from '../../tracking/tracker';
import { Endings, endedUnseen } from './endings';
import { endSentence } from './endSentence';

export interface NotificationsParts {
  readonly tracker: Tracker;
  readonly settings: Settings;
  readonly attention: Attention;
  readonly clock: Clock;
  readonly report: (failure: unknown) => void;
}

interface Choice {
  readonly title: string;
  readonly follow: () => unknown;
}

/** Tells of those that have ended with nobody looking: once for all that end together, in one window. */
export function registerNotifications(parts: NotificationsParts): DisposableStore {
  const { tracker, settings, attention, clock, report } = parts;
  const store = new DisposableStore();
  const isWanted = ({ brief, marks }: TrackedPrediction) =>
    marks.has('unseen') && settings.notifiedStates.has(brief.status);
  const endings = store.add(
    new Endings(clock, (ids) => {
      const ended = ids.flatMap((id) => tracker.get(id) ?? []).filter(isWanted);
      if (ended.length > 0) notify(ended, parts).catch(report);
    }),
  );
  store.add(
    tracker.onDidChange((changes) => {
      // Where another window asks, that one tells, too.
      if (!tracker.isAsking) return;
      const ids = endedUnseen(changes).map(({ id }) => id);
      endings.add(ids.filter((id) => !attention.isWatched(id)));
    }),
  );
  return store;
}

async function notify(
  ended: readonly TrackedPrediction[],
  { settings }: NotificationsParts,
): Promise<void> {
  const choices = [...choicesFor(ended), turnOff(settings)];
  const isBad = ended.some(({ brief }) => brief.status === 'failed');
  const titles = choices.map(({ title }) => title);
  const severity = isBad ? 'warning' : 'information';
  const chosen = await showMessage(severity, endSentence(ended, l10n), ...titles);
  await choices.find(({ title }) => title === chosen)?.follow();
}

function choicesFor(ended: readonly TrackedPrediction[]): Choice[] {
  const [only] = ended;
  if (only === undefined || ended.length > 1) {
    return [choice(l10n.t('Show Predictions'), '_deerapi.showPredictions')];
  }
  const { id, brief } = only;
  const showLog = choice(l10n.t('Show Log'), 'deerapi.showLog', id);
  return brief.hasOutput ? [choice(l10n.t('Preview'), 'deerapi.preview', id), showLog] : [showLog];
}

function choice(title: string, command: string, ...args: readonly unknown[]): Choice {
  return { title, follow: () => commands.executeCommand(command, ...args) };
}

function turnOff(settings: Settings): Choice {
  return {
    title: l10n.t('Don’t Show Again'),
    async follow() {
      await settings.turnOffNotifications();
      const sentence = l10n.t('The setting deerapi.notifications brings notifications back.');
      window.setStatusBarMessage(sentence, 8000);
    },
  };
}
