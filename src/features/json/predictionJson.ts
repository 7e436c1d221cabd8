import { jsonText } from '../../prediction/displayText';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';

/** What the server sent, indented; and what it sent after it had deleted the rest. */
export function predictionJson({ whole }: OpenedPrediction): string {
  const { answer, answerAfterDeletion } = whole;
  if (answer === '') return '{}\n';
  const texts = [answer, answerAfterDeletion].filter((text) => text !== '');
  return `${texts.map(indented).join('\n\n')}\n`;
}

/** An answer that is no JSON any more is shown as it is. */
function indented(text: string): string {
  try {
    return jsonText(JSON.parse(text), 2);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
