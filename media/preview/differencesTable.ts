import type { ComparisonView } from '../../src/features/preview/messages';
import { element } from './element';

/** What went in differently; a sentence where all is the same. */
export function differencesTable({ differences, sides, words }: ComparisonView): HTMLElement[] {
  const heading = element('h2', {}, words.differences);
  if (differences.length === 0) return [heading, element('p', {}, words.sameInputs)];
  const names = sides.map(({ title }) => element('th', { scope: 'col' }, title));
  const head = element('tr', {}, element('th', { scope: 'col' }, words.input), ...names);
  const rows = differences.map(({ name, texts }) => {
    const cells = texts.map((text) => {
      const className = text === '' ? 'none' : '';
      return element('td', { className }, text === '' ? words.noValue : text);
    });
    return element('tr', {}, element('th', { scope: 'row' }, name), ...cells);
  });
  const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
  return [heading, table];
}
