import type { PredictionView, StageView } from '../../src/features/preview/messages';
import { element, setText } from './element';
import { icon, iconButton, nameButton } from './icons';

/** Why it failed. */
export class Failure {
  readonly #message = element('p', {});
  readonly #copy: HTMLButtonElement;
  readonly root: HTMLElement;

  constructor(copy: () => void) {
    this.#copy = iconButton('copy', '', copy);
    this.root = element('div', { className: 'error' }, this.#message, this.#copy);
    this.root.prepend(icon('error'));
  }

  show({ error, words }: PredictionView): void {
    this.root.hidden = error === '';
    setText(this.#message, error);
    nameButton(this.#copy, words.copyError);
  }
}

/** The stages of what runs, and the last lines of its log: what it does, or did before it failed. */
export class Run {
  readonly root = element('section', { className: 'run' });
  readonly #stages = element('div', { className: 'stages', role: 'list' });
  readonly #heading = element('h2', {});
  readonly #lines = element('pre', { className: 'log', tabIndex: 0, role: 'group' });

  constructor() {
    this.root.append(this.#stages, this.#heading, this.#lines);
  }

  show({ stages, logLines, words }: PredictionView): void {
    this.root.ariaLabel = words.run;
    this.#stages.hidden = stages.length === 0;
    this.#stages.ariaLabel = words.stages;
    this.#showStages(stages);
    this.#heading.hidden = logLines.length === 0;
    setText(this.#heading, words.lastLines);
    this.#lines.hidden = logLines.length === 0;
    this.#lines.ariaLabel = words.lastLines;
    const text = logLines.join('\n');
    const isNew = this.#lines.textContent !== text;
    setText(this.#lines, text);
    this.root.hidden = stages.length === 0 && logLines.length === 0;
    if (isNew) this.#lines.scrollTop = this.#lines.scrollHeight;
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
  bar.ariaLabel = label;
  bar.ariaValueText = text;
  if (fraction === undefined) bar.removeAttribute('value');
  else bar.value = fraction;
}
