import type { PredictionView, SectionView } from '../../src/features/preview/messages';
import { element } from './element';

/** Beside the outputs: what went in, what was measured, when. */
export function sectionElements(view: PredictionView): HTMLElement[] {
  return view.sections.map(sectionElement);
}

function sectionElement({ title, fields }: SectionView): HTMLElement {
  const rows = fields.flatMap(({ name, text }) => [
    element('dt', {}, name),
    element('dd', {}, text),
  ]);
  return element('section', {}, element('h2', {}, title), element('dl', {}, ...rows));
}
