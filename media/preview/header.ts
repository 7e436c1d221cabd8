import type { PredictionView } from '../../src/features/preview/messages';
import { element } from './element';

/** What it is and how it stands. Its parts stay in place, so that focus and announcements do, too. */
export class Header {
  readonly #title = element('h1', {});
  readonly #state = element('span', { role: 'status' });
  readonly #id = element('code', {});
  readonly #log: HTMLButtonElement;
  readonly #progress = element('progress', { max: 1, hidden: true });
  readonly root: HTMLElement;

  constructor(showLog: () => void) {
    this.#log = element('button', { className: 'action', onclick: showLog });
    const parts = [this.#title, this.#state, this.#id, this.#log, this.#progress];
    this.root = element('header', {}, ...parts);
  }

  show(view: PredictionView): void {
    this.#title.textContent = view.title;
    this.#title.title = view.model;
    this.#state.className = `state ${stateClass(view)}`;
    if (this.#state.textContent !== view.state) this.#state.textContent = view.state;
    this.#id.textContent = view.id;
    this.#log.textContent = view.words.showLog;
    this.#progress.hidden = !view.isRunning;
    this.#progress.ariaLabel = view.state;
    if (view.fraction === undefined) this.#progress.removeAttribute('value');
    else this.#progress.value = view.fraction;
  }
}

function stateClass({ status, isRunning }: PredictionView): string {
  if (isRunning) return 'running';
  return status === 'succeeded' || status === 'failed' ? status : 'ended';
}
