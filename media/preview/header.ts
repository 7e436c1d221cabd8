import type { PredictionView } from '../../src/features/preview/messages';
import { element, setText } from './element';
import { iconButton, nameButton } from './icons';

export interface HeaderActions {
  readonly showLog: () => void;
  readonly saveOutputs: () => void;
  readonly togglePin: () => void;
  readonly toggleDetails: () => void;
}

/** What it is and how it stands. Its parts stay in place, so that focus does, too. */
export class Header {
  readonly #title = element('h1', {});
  readonly #state = element('span', {});
  readonly #id = element('code', { className: 'id' });
  readonly #progress = element('progress', { max: 1, hidden: true });
  readonly #log: HTMLButtonElement;
  readonly #save: HTMLButtonElement;
  readonly #pin: HTMLButtonElement;
  readonly #sidebar: HTMLButtonElement;
  readonly root: HTMLElement;

  constructor(actions: HeaderActions) {
    this.#log = iconButton('log', '', actions.showLog);
    this.#save = iconButton('save', '', actions.saveOutputs);
    this.#pin = iconButton('pin', '', actions.togglePin);
    this.#sidebar = iconButton('sidebar', '', actions.toggleDetails);
    const buttons = [this.#log, this.#save, this.#pin, this.#sidebar];
    const tools = element('div', { className: 'tools' }, ...buttons);
    const identity = element('div', { className: 'identity' }, this.#title, this.#state, this.#id);
    this.root = element('header', {}, identity, tools, this.#progress);
  }

  show(view: PredictionView, hasDetails: boolean): void {
    const { words, isPinned } = view;
    setText(this.#title, view.title);
    this.#title.title = view.model;
    this.#state.className = `state ${stateClass(view)}`;
    setText(this.#state, view.state);
    this.#state.title = view.state;
    setText(this.#id, view.id === view.title ? '' : view.id);
    nameButton(this.#log, words.showLog);
    nameButton(this.#save, words.saveOutputs);
    nameButton(this.#pin, isPinned ? words.pinned : words.pin);
    this.#save.disabled = view.outputs.length === 0;
    this.#pin.ariaPressed = String(isPinned);
    nameButton(this.#sidebar, hasDetails ? words.hideDetails : words.showDetails);
    this.#sidebar.ariaExpanded = String(hasDetails);
    this.#progress.hidden = !view.isRunning;
    this.#progress.ariaLabel = view.title;
    this.#progress.ariaValueText = view.state;
    if (view.fraction === undefined) this.#progress.removeAttribute('value');
    else this.#progress.value = view.fraction;
  }
}

function stateClass({ status, isRunning }: PredictionView): string {
  if (isRunning) return 'running';
  return status === 'succeeded' || status === 'failed' ? status : 'ended';
}
