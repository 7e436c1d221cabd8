import type { PredictionView, SectionView } from '../../src/features/preview/messages';
import { element } from './element';

/** Beside the outputs: what went in, what was measured, when. */
export function detailsElement(view: PredictionView): HTMLElement {
  const sections = view.sections.map(sectionElement);
  return element('aside', { className: 'details', ariaLabel: view.words.details }, ...sections);
}

function sectionElement({ title, fields }: SectionView): HTMLElement {
  const rows = fields.flatMap(({ name, text }) => [
    element('dt', {}, name),
    element('dd', {}, text),
  ]);
  return element('section', {}, element('h2', {}, title), element('dl', {}, ...rows));
}
