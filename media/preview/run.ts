import type { PredictionView, StageView } from '../../src/features/preview/messages';
import { element, setText } from './element';
import { icon, iconButton, nameButton } from './icons';

export interface RunActions {
  readonly copyError: () => void;
}

/** While it runs: its stages and the last lines of its log. When it failed: why, and those lines. */
export class Run {
  readonly root = element('section', { className: 'run' });
  readonly #message = element('p', {});
  readonly #copy: HTMLButtonElement;
  readonly #error: HTMLElement;
  readonly #stages = element('div', { className: 'stages', role: 'list' });
  readonly #heading = element('h2', {});
  readonly #lines = element('pre', { className: 'log', tabIndex: 0 });

  constructor(actions: RunActions) {
    this.#copy = iconButton('copy', '', actions.copyError);
    this.#error = element('div', { className: 'error', role: 'alert' }, this.#message, this.#copy);
    this.#error.prepend(icon('error'));
    this.root.append(this.#error, this.#stages, this.#heading, this.#lines);
  }

  show({ error, stages, logLines, words }: PredictionView): void {
    this.#error.hidden = error === '';
    setText(this.#message, error);
    nameButton(this.#copy, words.copyError);
    this.#stages.hidden = stages.length === 0;
    this.#stages.ariaLabel = words.stages;
    this.#showStages(stages);
    this.#heading.hidden = logLines.length === 0;
    setText(this.#heading, words.lastLines);
    this.#lines.hidden = logLines.length === 0;
    this.#lines.ariaLabel = words.lastLines;
    const isNew = this.#lines.textContent !== logLines.join('\n');
    setText(this.#lines, logLines.join('\n'));
    if (isNew) this.#lines.scrollTop = this.#lines.scrollHeight;
    this.root.hidden = error === '' && stages.length === 0 && logLines.length === 0;
  }

  #showStages(stages: readonly StageView[]): void {
    stages.forEach((stage, index) => {
      const row = this.#stages.children[index] ?? this.#stages.appendChild(stageRow());
      showStage(row, stage);
    });
    while (this.#stages.children.length > stages.length) this.#stages.lastElementChild?.remove();
  }
}

function stageRow(): HTMLElement {
  const texts = [element('span', { className: 'name' }), element('span', { className: 'facts' })];
  const bar = element('progress', { max: 1 });
  return element('div', { className: 'stage-row', role: 'listitem' }, ...texts, bar);
}

function showStage(row: Element, { label, text, fraction, hasEnded }: StageView): void {
  const [name, facts, bar] = row.children;
  if (name === undefined || facts === undefined || !(bar instanceof HTMLProgressElement)) return;
  setText(name, label);
  setText(facts, text);
  row.classList.toggle('ended', hasEnded);
  bar.ariaLabel = label || text;
  if (fraction === undefined) bar.removeAttribute('value');
  else bar.value = fraction;
}
