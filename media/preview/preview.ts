import type { FromPage, PredictionView, ToPage } from '../../src/features/preview/messages';
import { sectionElements } from './details';
import { element } from './element';
import { Header } from './header';
import { noticeElements } from './notices';
import { Outputs } from './outputs';
import './preview.css';

interface VsCodeApi {
  postMessage(message: FromPage): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const header = new Header(() => {
  vscode.postMessage({ type: 'showLog' });
});
const outputs = new Outputs({
  open(index) {
    vscode.postMessage({ type: 'openOutput', index });
  },
  retry() {
    vscode.postMessage({ type: 'retryOutputs' });
  },
});
const notices = element('div', { className: 'notices' });
const main = element('main', {}, notices, outputs.root);
const details = element('aside', { className: 'details' });
document.body.append(header.root, element('div', { className: 'content' }, main, details));

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isShow(data)) show(data.view);
});
vscode.postMessage({ type: 'ready' });

function show(view: PredictionView): void {
  header.show(view);
  redraw(notices, [view.notes, view.error], () => noticeElements(view));
  outputs.show(view);
  details.ariaLabel = view.words.details;
  redraw(details, view.sections, () => sectionElements(view));
}

const drawn = new Map<HTMLElement, string>();

/** Leaves what has not changed as it is, with the text that the person may have selected in it. */
function redraw(host: HTMLElement, shows: unknown, draw: () => HTMLElement[]): void {
  const text = JSON.stringify(shows);
  if (drawn.get(host) === text) return;
  drawn.set(host, text);
  host.replaceChildren(...draw());
}

/** Messages come from the extension alone, over VS Code's own channel. */
function isShow(data: unknown): data is ToPage {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === 'show' &&
    'view' in data &&
    typeof data.view === 'object'
  );
}
