import type { FromPage, PredictionView, ToPage } from '../../src/features/preview/messages';
import { detailsElement } from './details';
import { element } from './element';
import { headerElement, noticesElement } from './header';
import { outputsElement } from './outputs';
import './preview.css';

interface VsCodeApi {
  postMessage(message: FromPage): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();

/** A part of the page that is drawn again only when what it shows has changed. */
interface Part {
  readonly host: HTMLElement;
  readonly shows: (view: PredictionView) => unknown;
  readonly draw: (view: PredictionView) => HTMLElement;
  drawn: string;
}

const parts: Part[] = [
  part(
    ({ title, model, id, state, status, fraction }) => [title, model, id, state, status, fraction],
    (view) =>
      headerElement(view, () => {
        vscode.postMessage({ type: 'showLog' });
      }),
  ),
  part(({ notes, error }) => [notes, error], noticesElement),
  part(
    ({ outputs, placeholder }) => [outputs, placeholder],
    (view) =>
      outputsElement(view, (index) => {
        vscode.postMessage({ type: 'openOutput', index });
      }),
  ),
  part(({ sections }) => sections, detailsElement),
];

const [header, notices, outputs, details] = parts.map(({ host }) => host);
const content = element('div', { className: 'content' });
const main = element('main', {}, ...[notices, outputs].filter((host) => host !== undefined));
content.append(main, ...(details === undefined ? [] : [details]));
document.body.append(...(header === undefined ? [] : [header]), content);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isShow(data)) show(data.view);
});
vscode.postMessage({ type: 'ready' });

function part(shows: Part['shows'], draw: Part['draw']): Part {
  return { host: element('div', { className: 'part' }), shows, draw, drawn: '' };
}

function show(view: PredictionView): void {
  for (const each of parts) {
    const shown = JSON.stringify(each.shows(view));
    if (shown === each.drawn) continue;
    each.drawn = shown;
    each.host.replaceChildren(each.draw(view));
  }
}

function isShow(data: unknown): data is ToPage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'show';
}
