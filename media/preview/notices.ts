import type { PredictionView } from '../../src/features/preview/messages';
import { element } from './element';

/** Sentences that stand above everything else. */
export function noticeElements(view: PredictionView): HTMLElement[] {
  const notices = view.notes.map((note) => element('p', { className: 'note' }, note));
  if (view.error === '') return notices;
  return [...notices, element('p', { className: 'error', role: 'alert' }, view.error)];
}
