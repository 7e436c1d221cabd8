import type { CompareWords, SideView, ShownOutput } from '../../src/features/preview/messages';
import { element, setText } from './element';
import { iconButton, icon, nameButton } from './icons';
import { ImageStage } from './imageStage';
import type { Zoom } from './zoom';

export interface SideActions {
  /** The person has zoomed or moved this side. */
  readonly noteZoom: (zoom: Zoom) => void;
  /** This side has another room. */
  readonly noteResize: () => void;
  /** Another output was chosen, or has come to be known. */
  readonly choose: () => void;
  readonly openPreview: (index: number) => void;
}

/** One of the outputs that are compared, with the choice among those of its prediction. */
export class CompareSide {
  readonly #name = element('strong', {});
  readonly #state = element('span', { className: 'facts' });
  readonly #choice = element('select', {});
  readonly #open = iconButton('external', '', () => {
    this.actions.openPreview(this.#index);
  });
  readonly #body = element('div', { className: 'viewport', tabIndex: 0, role: 'group' });
  readonly root: HTMLElement;
  #view: SideView | undefined;
  #index = -1;
  #drawn = '';
  /** It follows another side, and is not to lead it in turn. */
  #isFollowing = false;
  image: ImageStage | undefined;

  constructor(private readonly actions: SideActions) {
    const head = element(
      'div',
      { className: 'bar' },
      this.#name,
      this.#state,
      this.#choice,
      this.#open,
    );
    this.root = element('section', { className: 'side' }, head, this.#body);
    this.#choice.addEventListener('change', () => {
      this.#index = Number(this.#choice.value);
      this.#draw(this.image?.zoom);
      actions.choose();
    });
  }

  /** By which the tab is brought back. */
  get place(): { id: string; index: number } {
    return { id: this.#view?.id ?? '', index: Math.max(0, this.#index) };
  }

  show(view: SideView, words: CompareWords, zoom: Zoom): void {
    if (this.#index < 0) this.#index = view.index;
    this.#view = view;
    setText(this.#name, view.title);
    this.#name.title = view.title;
    setText(this.#state, view.state);
    this.#state.title = view.state;
    nameButton(this.#open, `${words.openPreview}: ${view.title}`);
    this.#choice.ariaLabel = `${words.output}: ${view.title}`;
    this.#choice.hidden = view.outputs.length < 2;
    const names = view.outputs.map(({ name, label }) => `${name} ${label === name ? '' : label}`);
    if ([...this.#choice.options].map(({ text }) => text).join('\n') !== names.join('\n')) {
      const options = names.map((text, value) => element('option', { text, value: String(value) }));
      this.#choice.replaceChildren(...options);
    }
    this.#choice.value = String(this.#index);
    this.#draw(zoom, words.noOutput);
  }

  /** Takes over how another side is looked at. */
  follow(zoom: Zoom): void {
    if (this.image === undefined) return;
    this.#isFollowing = true;
    this.image.zoom = zoom;
    this.#isFollowing = false;
  }

  #draw(zoom: Zoom | undefined, noOutput = ''): void {
    const output = this.#view?.outputs[this.#index];
    const drawn = JSON.stringify(output ?? noOutput);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.image = undefined;
    this.#body.ariaLabel = `${this.#view?.title ?? ''}: ${output?.name ?? noOutput}`;
    const none = element('p', { className: 'placeholder' }, noOutput);
    const body = output === undefined ? none : this.#bodyOf(output, zoom);
    this.#body.replaceChildren(body);
    this.#body.classList.toggle('showing-image', body.classList.contains('stage'));
    this.#body.classList.toggle('showing-text', body.classList.contains('text'));
  }

  #bodyOf(output: ShownOutput, zoom: Zoom | undefined): HTMLElement {
    const { content, kind, name } = output;
    if (content.type === 'text') return element('pre', { className: 'text reading' }, content.text);
    if (content.type === 'json') {
      const rows = content.rows.rows.map(({ key, text }) => `${key}: ${text}`);
      return element(
        'pre',
        { className: 'text code reading' },
        rows.join('\n') || content.top.text,
      );
    }
    if (content.type === 'file' && kind === 'image')
      return this.#imageBody(output, content.url, zoom);
    const message = content.type === 'file' ? output.kindWord : content.message;
    const texts = [element('strong', { className: 'name' }, name), element('span', {}, message)];
    const card = element('div', { className: 'card' }, ...texts);
    card.prepend(icon(kind));
    return card;
  }

  #imageBody(output: ShownOutput, url: string, zoom: Zoom | undefined): HTMLElement {
    this.image = new ImageStage(output, {
      url,
      alt: `${this.#view?.title ?? ''}: ${output.name}`,
      zoom: zoom ?? { scale: 'fit', x: 0.5, y: 0.5 },
      zoomedSize: undefined,
      onDidZoom: (next) => {
        if (this.#isFollowing) return;
        this.actions.noteZoom(next);
      },
      onDidResize: this.actions.noteResize,
      onDidFail: () => undefined,
    });
    return this.image.root;
  }
}
