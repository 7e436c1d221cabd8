import type { Tracker } from '../../tracking/tracker';
import { AgentError } from './agentError';
import type { AgentPredictions } from './agentPredictions';

export interface TrackedParts {
  readonly tracker: Tracker;
  /** Settles once the predictions of earlier sessions are back. */
  readonly restored: PromiseLike<void>;
}

/** Those of this window; what is not tracked is looked up, and tracked from then on. */
export function trackedPredictions({ tracker, restored }: TrackedParts): AgentPredictions {
  return {
    async list() {
      await restored;
      return tracker.list;
    },
    async open(id, signal) {
      await restored;
      const isLookedUp = needsLookUp(tracker, id);
      if (isLookedUp) await tracker.lookUp(id, signal);
      const opened = await tracker.open(id);
      if (opened !== undefined) return { opened, isLookedUp };
      throw new AgentError(
        `Prediction ${id} was taken off the list just now: call again to look it up.`,
      );
    },
  };
}

/** Whether nothing is known of it yet. */
export function needsLookUp(tracker: Pick<Tracker, 'get'>, id: string): boolean {
  return (tracker.get(id)?.answeredAt ?? 0) === 0;
}
