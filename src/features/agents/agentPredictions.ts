import type { OpenedPrediction, TrackedPrediction } from '../../tracking/trackedPrediction';

/** Where answers come from: the tracker in VS Code, or the library on disk. */
export interface AgentPredictions {
  /** Newest first. */
  list(): Promise<readonly TrackedPrediction[]>;
  /** @throws AgentError, or what the tracker throws, where it cannot be had. */
  open(id: string, signal: AbortSignal): Promise<FoundPrediction>;
}

export interface FoundPrediction {
  readonly opened: OpenedPrediction;
  /** It was asked for over the network, as the person has agreed to, so its files may be, too. */
  readonly isLookedUp: boolean;
}
