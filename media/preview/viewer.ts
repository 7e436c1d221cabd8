import type { JsonRows, PredictionView, ShownOutput } from '../../src/features/preview/messages';
import { element, filled, percent, setText } from './element';
import { iconButton, nameButton } from './icons';
import { ImageStage } from './imageStage';
import { JsonTree } from './jsonTree';
import {
  failedBody,
  fileCard,
  loadingBody,
  steadyBody,
  textBody,
  type OutputActions,
  type OutputBody,
} from './outputBody';

import { fitted, type Size, type Zoom } from './zoom';

export interface ViewerActions {
  readonly close: () => void;
  readonly go: (by: number) => void;
  readonly copy: (index: number) => void;
  /** Told of an image's way to the clipboard. */
  readonly noteCopying: (copying: Promise<void>, index: number) => void;
  readonly copyUrl: (index: number) => void;
  readonly noteZoom: (zoom: Zoom) => void;
  readonly of: (index: number) => OutputActions;
}

/** One output with all the room there is. */
export class Viewer {
  /** Takes the focus, and keeps it from one output to the next. */
  readonly viewport = element('div', { className: 'viewport', tabIndex: 0, role: 'group' });
  readonly root: HTMLElement;
  readonly #name = element('span', { className: 'name' });
  readonly #facts = element('span', { className: 'facts' });
  readonly #place = element('span', { className: 'place' });
  readonly #percent = element('span', { className: 'percent' });
  readonly #buttons;
  readonly #navigation: HTMLElement;
  readonly #zooming: HTMLElement;
  #body: OutputBody | undefined;
  #tree: JsonTree | undefined;
  #index = -1;
  #output: ShownOutput | undefined;
  #view: PredictionView | undefined;
  #zoom: Zoom = fitted;
  /** Of the image before: those of one size are compared by going from one to the next. */
  #zoomedSize: Size | undefined;

  constructor(private readonly actions: ViewerActions) {
    this.#buttons = this.#makeButtons();
    const { all, previous, next, zoomOut, zoomIn, fit, actualSize, ...rest } = this.#buttons;
    this.#navigation = element('div', { className: 'group' }, all, previous, this.#place, next);
    this.#zooming = element(
      'div',
      { className: 'group' },
      zoomOut,
      this.#percent,
      zoomIn,
      fit,
      actualSize,
    );
    const title = element('div', { className: 'title' }, this.#name, this.#facts);
    const doing = element('div', { className: 'group' }, ...Object.values(rest));
    const bar = element('div', { className: 'bar' }, this.#navigation, title, this.#zooming, doing);
    this.root = element('div', { className: 'viewer' }, bar, this.viewport);
  }

  get image(): ImageStage | undefined {
    return this.#body instanceof ImageStage ? this.#body : undefined;
  }

  /** @param zoom How an image is to be looked at. */
  show(view: PredictionView, index: number, zoom: Zoom): void {
    const output = view.outputs[index];
    if (output === undefined) return;
    const isSame = this.#index === index && this.#body?.update(output) === true;
    this.#index = index;
    this.#output = output;
    this.#view = view;
    if (!isSame) this.#replace(output, zoom);
    this.#label();
  }

  addRows(index: number, path: readonly number[], rows: JsonRows): void {
    if (index === this.#index) this.#tree?.addRows(path, rows);
  }

  /** Takes no more room, nor plays on, once it is not seen. */
  clear(): void {
    this.#index = -1;
    this.#body = undefined;
    this.#tree = undefined;
    this.viewport.replaceChildren();
  }

  #replace(output: ShownOutput, zoom: Zoom): void {
    const hadFocus = this.viewport.contains(document.activeElement);
    this.#zoomedSize = this.image?.pixels;
    this.#tree = undefined;
    this.#zoom = zoom;
    this.#body = this.#bodyOf(output);
    this.viewport.className = `viewport showing-${output.content.type === 'file' ? output.kind : output.content.type}`;
    this.viewport.scrollTop = 0;
    this.viewport.replaceChildren(this.#body.root);
    if (hadFocus) this.viewport.focus();
  }

  #bodyOf(output: ShownOutput): OutputBody {
    const { content, kind, name } = output;
    const words = this.#words;
    const actions = this.actions.of(this.#index);
    switch (content.type) {
      case 'loading':
        return loadingBody(output, words, actions.cancel);
      case 'failed':
        return failedBody(output, content, words, actions.retry);
      case 'text':
        return textBody(output, actions);
      case 'json':
        this.#tree = new JsonTree(content.top, content.rows, name, words, {
          expand: actions.expandJson,
          copy: actions.copyJson,
        });
        return steadyBody(this.#tree.root, output);
      case 'file':
        if (kind === 'image') return this.#imageBody(output, content.url);
        if (kind === 'video' || kind === 'audio')
          return this.#playerBody(output, content.url, kind);
        return fileCard(output, content, words, actions);
    }
  }

  #imageBody(output: ShownOutput, url: string): OutputBody {
    const stage: ImageStage = new ImageStage(output, {
      url,
      alt: `${this.#view?.title ?? ''}: ${output.name}`,
      zoom: this.#zoom,
      zoomedSize: this.#zoomedSize,
      onDidZoom: (zoom) => {
        // One that is no longer seen may yet load.
        if (this.#body !== stage) return;
        this.#zoom = zoom;
        this.actions.noteZoom(zoom);
        this.#label();
      },
      onDidResize: () => {
        if (this.#body === stage) this.#label();
      },
      onDidFail: () => {
        this.#showAsCard(stage, output);
      },
    });
    return stage;
  }

  #playerBody(output: ShownOutput, src: string, kind: 'video' | 'audio'): OutputBody {
    const player = element(kind, {
      src,
      controls: true,
      preload: 'metadata',
      ariaLabel: output.name,
    });
    const body = steadyBody(player, output);
    player.addEventListener('error', () => {
      this.#showAsCard(body, output);
    });
    return body;
  }

  /** What this program cannot show may be for another one. */
  #showAsCard(failed: OutputBody, output: ShownOutput): void {
    if (this.#body !== failed || output.content.type !== 'file') return;
    const words = this.#words;
    const actions = this.actions.of(this.#index);
    this.#body = fileCard(output, output.content, words, actions, words.cannotShow);
    this.viewport.className = 'viewport showing-other';
    this.viewport.replaceChildren(this.#body.root);
    this.#label();
  }

  get #words(): PredictionView['words'] {
    if (this.#view === undefined) throw new Error('There is nothing to show yet.');
    return this.#view.words;
  }

  #makeButtons() {
    const act = (what: 'openInEditor' | 'openExternally' | 'save') => () => {
      this.actions.of(this.#index)[what]();
    };
    return {
      all: iconButton('grid', '', this.actions.close),
      previous: iconButton('left', '', () => {
        this.actions.go(-1);
      }),
      next: iconButton('right', '', () => {
        this.actions.go(1);
      }),
      zoomOut: iconButton('minus', '', () => this.image?.step(-1)),
      zoomIn: iconButton('plus', '', () => this.image?.step(1)),
      fit: iconButton('fit', '', () => this.image?.fit()),
      actualSize: iconButton('actualSize', '', () => this.image?.actualSize()),
      copy: iconButton('copy', '', () => {
        const { image } = this;
        if (image === undefined) this.actions.copy(this.#index);
        else this.actions.noteCopying(image.copy(), this.#index);
      }),
      copyUrl: iconButton('link', '', () => {
        this.actions.copyUrl(this.#index);
      }),
      openInEditor: iconButton('editor', '', act('openInEditor')),
      openExternally: iconButton('external', '', act('openExternally')),
      save: iconButton('save', '', act('save')),
    };
  }

  #label(): void {
    const [output, view] = [this.#output, this.#view];
    if (output === undefined || view === undefined) return;
    const { words, outputs } = view;
    const { content, name, label } = output;
    const buttons = this.#buttons;
    nameButton(buttons.all, words.allOutputs);
    nameButton(buttons.previous, words.previous);
    nameButton(buttons.next, words.next);
    nameButton(buttons.zoomIn, words.zoomIn);
    nameButton(buttons.zoomOut, words.zoomOut);
    nameButton(buttons.fit, words.fit);
    nameButton(buttons.actualSize, words.actualSize);
    nameButton(buttons.copy, this.image === undefined ? words.copyOutput : words.copyImage);
    nameButton(buttons.copyUrl, words.copyUrl);
    nameButton(buttons.openInEditor, words.openInEditor);
    nameButton(buttons.openExternally, words.openExternally);
    nameButton(buttons.save, words.save);
    const place = filled(words.place, this.#index + 1, outputs.length);
    setText(this.#place, place);
    this.#navigation.hidden = outputs.length < 2;
    buttons.previous.disabled = this.#index === 0;
    buttons.next.disabled = this.#index === outputs.length - 1;
    const isFile = content.type === 'file';
    const isText = content.type === 'text' || content.type === 'json';
    buttons.copy.hidden = !isText && this.image === undefined;
    buttons.copyUrl.hidden = !output.hasUrl;
    const hasFile = isFile || (output.hasUrl && isText);
    buttons.openInEditor.hidden = !hasFile;
    buttons.openExternally.hidden = !hasFile;
    setText(this.#name, name);
    this.#name.title = label === '' ? name : `${name} · ${label}`;
    this.#labelImage(content.type === 'file' ? (content.size ?? '') : '');
    this.viewport.ariaLabel = outputs.length > 1 ? `${name}, ${place}` : name;
  }

  #labelImage(size: string): void {
    const { image } = this;
    const pixels = image?.pixels;
    this.#zooming.hidden = image === undefined;
    const sides = pixels ? `${pixels.width} × ${pixels.height}` : '';
    setText(this.#facts, [sides, size].filter((fact) => fact !== '').join(' · '));
    const { scale } = image ?? {};
    setText(this.#percent, scale === undefined ? '' : percent(scale));
  }
}
