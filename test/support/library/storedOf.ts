import type { StoredHead, StoredPrediction } from '../../../src/library/storedPrediction';
import { briefOf, unknownBrief } from '../../../src/prediction/prediction';
import { answerText, baseUrl, predictionOf, type AnswerJson } from '../builders/predictions';

/** One that was answered, as a window would store it. */
export function storedOf(
  id: string,
  fields: AnswerJson = {},
  known: Partial<StoredPrediction> = {},
): StoredPrediction {
  return {
    id,
    baseUrl,
    addedAt: 1000,
    askedAt: 2000,
    answeredAt: 2000,
    brief: briefOf(predictionOf({ ...fields, id })),
    marks: new Set(),
    answer: answerText({ ...fields, id }),
    answerAfterDeletion: '',
    ...known,
  };
}

/** One that was put on the list, and not yet asked for. */
export function pendingOf(id: string, known: Partial<StoredPrediction> = {}): StoredPrediction {
  return {
    id,
    baseUrl,
    addedAt: 3000,
    askedAt: 0,
    answeredAt: 0,
    brief: unknownBrief(id),
    marks: new Set(),
    answer: '',
    answerAfterDeletion: '',
    ...known,
  };
}

/** What a list is told of it. */
export function headOf(stored: StoredPrediction): StoredHead {
  const { id, baseUrl, addedAt, askedAt, answeredAt, brief, marks } = stored;
  return { id, baseUrl, addedAt, askedAt, answeredAt, brief, marks };
}
