import type { PredictionView } from '../../src/features/preview/messages';
import { element } from './element';

export type ShowLog = () => void;

/** What it is and how it stands. */
export function headerElement(view: PredictionView, showLog: ShowLog): HTMLElement {
  const header = element(
    'header',
    {},
    element('h1', { title: view.model }, view.title),
    element('span', { className: `state ${stateClass(view)}`, role: 'status' }, view.state),
    element('code', {}, view.id),
    element('button', { className: 'action', onclick: showLog }, view.words.showLog),
  );
  if (view.isRunning) header.append(progressElement(view));
  return header;
}

/** Sentences that stand above everything else. */
export function noticesElement(view: PredictionView): HTMLElement {
  const notices = view.notes.map((note) => element('p', { className: 'note' }, note));
  if (view.error !== '')
    notices.push(element('p', { className: 'error', role: 'alert' }, view.error));
  return element('div', { className: 'notices' }, ...notices);
}

function progressElement({ fraction, state }: PredictionView): HTMLElement {
  const progress = element('progress', { max: 1, ariaLabel: state });
  if (fraction !== undefined) progress.value = fraction;
  return progress;
}

function stateClass({ status, isRunning }: PredictionView): string {
  if (isRunning) return 'running';
  return status === 'succeeded' || status === 'failed' ? status : 'ended';
}
