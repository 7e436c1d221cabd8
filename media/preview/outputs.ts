import type { OutputView, PredictionView } from '../../src/features/preview/messages';
import { element } from './element';

export type OpenOutput = (index: number) => void;

/** The outputs, one beside the other; a single one gets all the room. */
export function outputsElement(view: PredictionView, open: OpenOutput): HTMLElement {
  if (view.outputs.length === 0) {
    return element('p', { className: 'placeholder' }, view.placeholder);
  }
  const figures = view.outputs.map((output, index) => outputElement(output, index, view, open));
  const className = figures.length === 1 ? 'outputs single' : 'outputs';
  return element('div', { className }, ...figures);
}

function outputElement(
  output: OutputView,
  index: number,
  view: PredictionView,
  open: OpenOutput,
): HTMLElement {
  const { content, kind, name } = output;
  if (content.type === 'text') {
    const className = kind === 'json' ? 'text json' : 'text';
    return element('figure', {}, element('pre', { className, tabIndex: 0 }, content.text));
  }
  if (content.type !== 'file') {
    return element('figure', {}, card(name, content.message, content.type));
  }
  const openHere = () => {
    open(index);
  };
  const label = `${view.title}: ${name}`;
  return element('figure', {}, fileElement(output, content.url, label, view.words.open, openHere));
}

function fileElement(
  { kind, name }: OutputView,
  url: string,
  label: string,
  openWord: string,
  open: () => void,
): HTMLElement {
  switch (kind) {
    case 'image': {
      const image = element('img', { src: url, alt: label, decoding: 'async' });
      return element('button', { className: 'image', title: openWord, onclick: open }, image);
    }
    case 'video':
      return element('video', { src: url, controls: true, loop: true, ariaLabel: label });
    case 'audio':
      return element('audio', { src: url, controls: true, ariaLabel: label });
    case 'model':
    case 'text':
    case 'json':
    case 'document':
    case 'archive':
    case 'other': {
      const button = element('button', { className: 'action', onclick: open }, openWord);
      const made = card(name, kind, 'file');
      made.append(button);
      return made;
    }
  }
}

function card(name: string, message: string, state: string): HTMLElement {
  return element(
    'div',
    { className: `card ${state}` },
    element('strong', {}, name),
    element('span', {}, message),
  );
}
