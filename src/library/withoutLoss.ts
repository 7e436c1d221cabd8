import { isTerminal, type PredictionBrief } from '../prediction/prediction';
import type { UnmarkedHead } from './predictionFile';
import type { StoredAnswers } from './storedPrediction';

type Content = UnmarkedHead & StoredAnswers;

export function hasAnswers({ answer, answerAfterDeletion }: StoredAnswers): boolean {
  return answer !== '' || answerAfterDeletion !== '';
}

/** Whether what is there already may be more than the new content. */
export function mayLose(next: Content): boolean {
  return next.answer === '' || !isTerminal(next.brief) || isDeleted(next);
}

/**
 * What to write where something is there already: the new content, with what was once received and
 * is no longer to be had. Gives the old one itself where the new one brings nothing.
 */
export function withoutLoss<Old extends Content, New extends Content>(
  old: Old,
  next: New,
): Old | New {
  if (!mayLose(next) || !hasAnswers(old)) return next;
  // What has ended does not run again: the answer was on its way while another window had the last.
  if (!hasAnswers(next) || (isTerminal(old.brief) && !isTerminal(next.brief))) return old;
  if (next.answer !== '' && (!isDeleted(next) || isDeleted(old) || old.answer === '')) return next;
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
