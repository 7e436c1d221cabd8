import { AskingLease } from '../library/askingLease';
import type { ReportTo } from '../library/libraryReport';
import type { Clock } from '../tracking/clock';
import { isFollowed } from '../tracking/following';
import { SleepWatch } from '../tracking/sleepWatch';
import type { Tracker } from '../tracking/tracker';
import type { Attention } from './attention';
import { DisposableStore } from './disposableStore';

export interface AskingTurnsParts {
  readonly tracker: Tracker;
  readonly attention: Attention;
  readonly clock: Clock;
  /** Shared by all windows. */
  readonly folder: string;
  readonly report: ReportTo;
}

/** Of all windows, lets one follow what still runs: if there is a choice, the one that the person is in. */
export function takeTurnsAsking(parts: AskingTurnsParts): DisposableStore {
  const { tracker, attention, clock, folder, report } = parts;
  const store = new DisposableStore();
  const lease = store.add(
    new AskingLease(folder, {
      report,
      onDidChange: (isHeld) => {
        tracker.setAsking(isHeld);
      },
    }),
  );
  const sleepWatch = store.add(
    new SleepWatch(clock, () => {
      tracker.wakeUp();
    }),
  );
  const noteNeed = () => {
    const isNeeded = tracker.running.some(isFollowed);
    lease.setNeeded(isNeeded);
    sleepWatch.setNeeded(isNeeded);
  };
  const noteAttention = () => {
    lease.setPreferred(attention.isHere);
    tracker.attentionChanged();
  };
  noteNeed();
  noteAttention();
  // Who hears of the last end only after this is still to know that it was this window that asked.
  store.add(
    tracker.onDidChange(() => {
      queueMicrotask(noteNeed);
    }),
  );
  store.add(attention.onDidChange(noteAttention));
  return store;
}
