import { isTerminal } from '../../prediction/prediction';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { AgentImage } from './agentImages';
import type { AgentPredictions } from './agentPredictions';
import type { KeptOutputs } from './keptOutputs';
import { answerOutputs } from './outputAnswers';
import { listAnswer, predictionAnswer } from './predictionAnswer';
import type { ToolName } from './toolDefinitions';
import { readGetInput, readListInput, type ListInput } from './toolInput';

export interface AnswerParts {
  readonly predictions: AgentPredictions;
  readonly files: KeptOutputs;
}

export interface ToolAnswer {
  readonly text: string;
  readonly images: readonly AgentImage[];
}

/**
 * What a tool answers, whoever has called it.
 * @param input As the model wrote it.
 * @throws AgentError for what the model can do something about, and whatever the parts throw.
 */
export async function answerCall(
  tool: ToolName,
  input: unknown,
  parts: AnswerParts,
  signal: AbortSignal,
): Promise<ToolAnswer> {
  switch (tool) {
    case 'get_prediction':
      return getPrediction(readGetInput(input), parts, signal);
    case 'list_predictions':
      return listPredictions(readListInput(input), parts);
  }
}

async function getPrediction(
  id: string,
  { predictions, files }: AnswerParts,
  signal: AbortSignal,
): Promise<ToolAnswer> {
  const { opened, isLookedUp } = await predictions.open(id, signal);
  const { output } = opened.whole.prediction;
  const outputs = await answerOutputs(id, output, { files, mayFetch: isLookedUp, signal });
  return { text: predictionAnswer(opened, outputs, Date.now()), images: outputs.images };
}

async function listPredictions(
  { status, model, limit }: ListInput,
  { predictions }: AnswerParts,
): Promise<ToolAnswer> {
  const all = await predictions.list();
  const part = model.trim().toLowerCase();
  const matching = all.filter(
    ({ brief }) => isIn(brief, status) && brief.model.toLowerCase().includes(part),
  );
  const text = listAnswer(matching.slice(0, limit), matching.length, all.length);
  return { text, images: [] };
}

function isIn(brief: TrackedPrediction['brief'], status: ListInput['status']): boolean {
  if (status === undefined) return true;
  return status === 'running' ? !isTerminal(brief) : brief.status === status;
}
