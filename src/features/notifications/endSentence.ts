import { listed, type Localization } from '../../prediction/localization';
import { modelName, terminalStates } from '../../prediction/prediction';
import { countInState, describeState } from '../../prediction/summary';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';

/** `flux-schnell: succeeded · 8.7 s` · `5 predictions have ended: 4 succeeded, 1 failed`. */
export function endSentence(ended: readonly TrackedPrediction[], l10n: Localization): string {
  const [only] = ended;
  if (only !== undefined && ended.length === 1) {
    const { id, brief } = only;
    const name = modelName(brief) || id.slice(0, 8);
    return l10n.t('{0}: {1}', name, describeState(brief, undefined, l10n));
  }
  // In a fixed order, whichever of them was heard of first.
  const counts = new Map<string, number>([...terminalStates].map((status) => [status, 0]));
  for (const { brief } of ended) counts.set(brief.status, (counts.get(brief.status) ?? 0) + 1);
  const states = [...counts]
    .filter(([, count]) => count > 0)
    .map(([status, count]) => countInState(count, status, l10n));
  return l10n.t('{0} predictions have ended: {1}', ended.length, listed(states, l10n));
}
