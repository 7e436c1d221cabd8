import type { OpenedPrediction } from '../../tracking/trackedPrediction';
import { indentedJson } from './indentedJson';

/** What the server sent, indented; and what it sent after it had deleted the rest. */
export function predictionJson({ whole }: OpenedPrediction): string {
  const { answer, answerAfterDeletion } = whole;
  if (answer === '') return '{}\n';
  const first = readable(answer);
  if (answerAfterDeletion === '') return `${first}\n`;
  return `[\n${first},\n${readable(answerAfterDeletion)}\n]\n`;
}

/** An answer that is no JSON any more is shown as it is. */
function readable(text: string): string {
  try {
    JSON.parse(text);
    return indentedJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
