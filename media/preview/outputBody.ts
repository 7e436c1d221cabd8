import type { Content, PageWords, ShownOutput } from '../../src/features/preview/messages';
import { element, setText } from './element';
import { icon } from './icons';

/** What a person can do with one output. */
export interface OutputActions {
  readonly openInEditor: () => void;
  readonly openExternally: () => void;
  readonly openJson: () => void;
  readonly save: () => void;
  readonly retry: () => void;
  readonly cancel: () => void;
  readonly expandJson: (path: readonly number[], from: number) => void;
  readonly copyJson: (path: readonly number[]) => void;
}

/** An output's element, which takes over what is new as far as it can. */
export interface OutputBody {
  readonly root: HTMLElement;
  /** Gives false where another element is needed. */
  update(output: ShownOutput): boolean;
}

type ContentOf<Type extends Content['type']> = Extract<Content, { type: Type }>;

/** One that stays as it is for as long as the output does. */
export function steadyBody(root: HTMLElement, output: ShownOutput): OutputBody {
  const shown = JSON.stringify(output);
  return { root, update: (next) => JSON.stringify(next) === shown };
}

/** A file that is on its way. The button stays under the mouse while the bar grows. */
export function loadingBody(output: ShownOutput, words: PageWords, cancel: () => void): OutputBody {
  const message = element('span', { className: 'message' });
  const progress = element('progress', { max: 1, ariaLabel: output.name });
  const button = textButton(words.cancel, cancel);
  const root = card(output, message, progress, element('div', { className: 'buttons' }, button));
  root.classList.add('loading');
  const show = (content: ContentOf<'loading'>) => {
    setText(message, content.message);
    progress.ariaValueText = content.message;
    button.hidden = content.canCancel !== true;
    if (content.fraction === undefined) progress.removeAttribute('value');
    else progress.value = content.fraction;
  };
  const { content } = output;
  if (content.type === 'loading') show(content);
  return {
    root,
    update(next) {
      if (next.content.type !== 'loading' || next.name !== output.name) return false;
      show(next.content);
      return true;
    },
  };
}

export function failedBody(
  output: ShownOutput,
  content: ContentOf<'failed'>,
  words: PageWords,
  retry: () => void,
): OutputBody {
  const message = element('span', { className: 'message' }, content.message);
  const buttons = element('div', { className: 'buttons' }, textButton(words.tryAgain, retry));
  const root = card(output, message, buttons);
  root.classList.add('failed');
  root.firstElementChild?.replaceWith(icon('error'));
  return steadyBody(root, output);
}

/** What is for another program: its name, its type, its size. */
export function fileCard(
  output: ShownOutput,
  content: ContentOf<'file'>,
  words: PageWords,
  { openExternally, save }: OutputActions,
  note = '',
): OutputBody {
  const facts = [output.kindWord, content.size].filter((fact) => fact !== undefined).join(' · ');
  const buttons = element(
    'div',
    { className: 'buttons' },
    textButton(words.openExternally, openExternally),
    textButton(words.save, save),
  );
  const texts = [facts, note].filter((text) => text !== '');
  const messages = texts.map((text) => element('span', { className: 'message' }, text));
  return steadyBody(card(output, ...messages, buttons), output);
}

/** Grows at its end while a model writes; who reads there stays there. */
export function textBody(output: ShownOutput, actions: OutputActions): OutputBody {
  const text = element('pre', { className: 'text' });
  const sentence = element('span', {});
  const button = textButton('', () => undefined);
  const notice = element('p', { className: 'cut' }, sentence, button);
  const root = element('div', { className: 'reading' }, text, notice);
  const show = (content: ContentOf<'text'>) => {
    text.classList.toggle('code', content.isCode === true);
    setText(text, content.text);
    notice.hidden = content.cut === undefined;
    if (content.cut === undefined) return;
    setText(sentence, content.cut.sentence);
    setText(button, content.cut.word);
    button.onclick = content.cut.action === 'openJson' ? actions.openJson : actions.openInEditor;
  };
  const { content } = output;
  if (content.type === 'text') show(content);
  return {
    root,
    update(next) {
      if (next.content.type !== 'text') return false;
      const host = root.parentElement;
      const isAtEnd = host !== null && host.scrollTop + host.clientHeight >= host.scrollHeight - 4;
      show(next.content);
      if (isAtEnd && host.scrollTop > 0) host.scrollTop = host.scrollHeight;
      return true;
    },
  };
}

export function textButton(text: string, onclick: () => void): HTMLButtonElement {
  return element('button', { type: 'button', className: 'action', onclick }, text);
}

function card({ name, kind }: ShownOutput, ...parts: HTMLElement[]): HTMLElement {
  const title = element('strong', { className: 'name' }, name);
  const root = element('div', { className: 'card' }, title, ...parts);
  root.prepend(icon(kind));
  return root;
}
