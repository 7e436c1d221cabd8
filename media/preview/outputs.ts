import type { OutputView, PredictionView } from '../../src/features/preview/messages';
import { element } from './element';

export interface OutputActions {
  readonly open: (index: number) => void;
  readonly retry: () => void;
}

type Words = PredictionView['words'];

/**
 * The outputs, one beside the other; a single one gets all the room. One that has not changed stays
 * in place, so that a video plays on when the next output comes.
 */
export class Outputs {
  readonly root = element('div', {});
  #drawn: string[] = [];

  constructor(private readonly actions: OutputActions) {}

  show(view: PredictionView): void {
    const { outputs, placeholder } = view;
    if (outputs.length === 0) {
      this.#drawn = [];
      this.root.className = 'empty';
      this.root.replaceChildren(element('p', { className: 'placeholder' }, placeholder));
      return;
    }
    if (this.#drawn.length === 0) this.root.replaceChildren();
    this.root.className = outputs.length === 1 ? 'outputs single' : 'outputs';
    outputs.forEach((output, index) => {
      this.#draw(output, index, view);
    });
    while (this.root.children.length > outputs.length) this.root.lastElementChild?.remove();
    this.#drawn.length = outputs.length;
  }

  #draw(output: OutputView, index: number, view: PredictionView): void {
    const drawn = JSON.stringify(output);
    if (this.#drawn[index] === drawn) return;
    this.#drawn[index] = drawn;
    const label = `${view.title}: ${output.name}`;
    const content = contentElement(output, label, view.words, index, this.actions);
    const figure = element('figure', {}, content);
    const before = this.root.children[index];
    if (before === undefined) this.root.append(figure);
    else before.replaceWith(figure);
  }
}

function contentElement(
  { content, kind, name }: OutputView,
  label: string,
  words: Words,
  index: number,
  actions: OutputActions,
): HTMLElement {
  const open = () => {
    actions.open(index);
  };
  switch (content.type) {
    case 'text': {
      const className = kind === 'json' ? 'text json' : 'text';
      return element('pre', { className, tabIndex: 0 }, content.text);
    }
    case 'loading':
      return card(name, content.message);
    case 'failed': {
      const made = card(name, content.message, button(words.tryAgain, actions.retry));
      made.classList.add('failed');
      return made;
    }
    case 'file':
      if (kind === 'image') return imageElement(content.url, label, open);
      if (kind === 'video' || kind === 'audio') return playerElement(kind, content.url, label);
      return card(name, content.kindWord, button(words.open, open));
  }
}

function imageElement(url: string, label: string, open: () => void): HTMLElement {
  const image = element('img', { src: url, alt: label, decoding: 'async' });
  return element('button', { className: 'image', onclick: open }, image);
}

function playerElement(kind: 'video' | 'audio', url: string, label: string): HTMLElement {
  return element(kind, { src: url, controls: true, ariaLabel: label });
}

function button(text: string, onclick: () => void): HTMLElement {
  return element('button', { className: 'action', onclick }, text);
}

function card(name: string, message: string, ...actions: HTMLElement[]): HTMLElement {
  const texts = [element('strong', {}, name), element('span', {}, message)];
  return element('div', { className: 'card' }, ...texts, ...actions);
}
