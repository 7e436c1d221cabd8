import type { LibraryReader } from '../../library/libraryReader';
import { isTerminal, predictionOfBrief } from '../../prediction/prediction';
import { fromHead, wholeOf } from '../../tracking/merge';
import { ModelHistory } from '../../tracking/modelHistory';
import { RunLogs } from '../../tracking/runLogs';
import { ServerClocks } from '../../tracking/serverClocks';
import type { StoredPrediction, WholePrediction } from '../../tracking/trackedPrediction';
import { AgentError } from './agentError';
import type { AgentPredictions } from './agentPredictions';

/** Those that VS Code has kept on disk: what it tracks, as it was last written. */
export function storedPredictions(
  library: LibraryReader,
  report: (problem: unknown) => void,
): AgentPredictions {
  return {
    async list() {
      const heads = await library.heads();
      return heads.map(fromHead).sort((one, other) => other.addedAt - one.addedAt);
    },
    async open(id) {
      const stored = await library.read(id);
      if (stored === undefined) throw notKept(id);
      const whole = wholeOf(stored) ?? withoutAnswer(stored);
      const progress = await progressOf(stored, whole, report);
      return { opened: { ...fromHead(stored), whole, progress }, isLookedUp: false };
    },
  };
}

function withoutAnswer({ brief }: StoredPrediction): WholePrediction {
  return { answer: '', answerAfterDeletion: '', prediction: predictionOfBrief(brief) };
}

async function progressOf(
  { baseUrl }: StoredPrediction,
  { prediction }: WholePrediction,
  reportBug: (error: unknown) => void,
) {
  if (isTerminal(prediction)) return undefined;
  const logs = new RunLogs({ history: new ModelHistory(), clocks: new ServerClocks(), reportBug });
  await logs.read(prediction);
  return logs.progressOf(prediction, baseUrl, Date.now());
}

function notKept(id: string): AgentError {
  return new AgentError(
    `Prediction ${id} is not among those that VS Code tracks on this machine, and this server asks no other. Ask the person to run the command “DeerAPI: Look Up Prediction…” in VS Code with this ID, then call get_prediction again; list_predictions gives those that are tracked.`,
  );
}
