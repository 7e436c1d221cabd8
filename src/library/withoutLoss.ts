import type { PredictionBrief } from '../prediction/prediction';
import type { UnmarkedHead } from './predictionFile';
import type { StoredAnswers } from './storedPrediction';

type Content = UnmarkedHead & StoredAnswers;

export function hasAnswers({ answer, answerAfterDeletion }: StoredAnswers): boolean {
  return answer !== '' || answerAfterDeletion !== '';
}

/** Whether what is there already may hold an answer that the new content lacks. */
export function mayLose(next: Content): boolean {
  return next.answer === '' || isDeleted(next);
}

/**
 * What to write where something is there already: the new content, with every answer that was once
 * received. Gives the old one itself where the new one brings no answer.
 */
export function withoutLoss<Old extends Content, New extends Content>(
  old: Old,
  next: New,
): Old | New {
  if (!mayLose(next) || !hasAnswers(old)) return next;
  if (!hasAnswers(next)) return old;
  if (isDeleted(next) && (isDeleted(old) || old.answer === '')) return next;
  return {
    ...next,
    brief: withHeldParts(old.brief, next.brief),
    answer: old.answer,
    answerAfterDeletion: next.answer === '' ? next.answerAfterDeletion : next.answer,
  };
}

/** Its one answer came after the server had deleted what the prediction made. */
function isDeleted({ brief, answer, answerAfterDeletion }: Content): boolean {
  return brief.dataRemoved && answer !== '' && answerAfterDeletion === '';
}

function withHeldParts(held: PredictionBrief, later: PredictionBrief): PredictionBrief {
  return {
    ...later,
    hasOutput: held.hasOutput,
    error: later.error === '' ? held.error : later.error,
    predictSeconds: later.predictSeconds ?? held.predictSeconds,
    webUrl: later.webUrl === '' ? held.webUrl : later.webUrl,
  };
}
