import { cutText } from '../../prediction/displayText';
import { modelName } from '../../prediction/prediction';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';

const longestModel = 60;

/** The whole id, for a reload of the window, then what a tab shows: `sdxl · 3fa8c1d2.log`. */
export function logDocumentName({ id, brief }: Pick<TrackedPrediction, 'id' | 'brief'>): string {
  const model = modelName(brief).replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const title = [cutText(model, longestModel), id.slice(0, 8)].filter((part) => part !== '');
  return `${id}/${title.join(' · ')}.log`;
}

export function idInName(name: string): string {
  return name.split('/', 1)[0] ?? '';
}
