import type { PredictionView, ShownOutput } from '../../src/features/preview/messages';
import { element } from './element';
import { icon } from './icons';
import { failedBody, loadingBody, type OutputActions, type OutputBody } from './outputBody';

export interface GalleryActions {
  readonly open: (index: number) => void;
  readonly of: (index: number) => OutputActions;
}

interface Tile {
  readonly item: HTMLElement;
  body: OutputBody;
}

/** Letters of a text that a tile has room for. */
const glimpse = 400;

/** All outputs side by side. One that has not changed stays in place when the next one comes. */
export class Gallery {
  readonly root = element('div', { className: 'gallery', role: 'list' });
  #tiles: Tile[] = [];
  #current = 0;

  constructor(private readonly actions: GalleryActions) {
    this.root.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.root.addEventListener('focusin', ({ target }) => {
      const index = this.#tiles.findIndex(({ item }) => item.contains(target as Node | null));
      if (index >= 0) this.#setCurrent(index);
    });
  }

  show(view: PredictionView): void {
    this.root.ariaLabel = view.words.outputs;
    view.outputs.forEach((output, index) => {
      const tile = this.#tiles[index];
      if (tile?.body.update(output) === true) return;
      const body = this.#bodyOf(output, index, view);
      if (tile === undefined) this.#add(output, body);
      else this.#replace(tile, output, body);
    });
    for (const { item } of this.#tiles.splice(view.outputs.length)) item.remove();
    this.#setCurrent(Math.min(this.#current, Math.max(0, this.#tiles.length - 1)));
  }

  clear(): void {
    for (const { item } of this.#tiles.splice(0)) item.remove();
    this.#current = 0;
  }

  focus(index: number): void {
    const tile = this.#tiles[index];
    tile?.body.root.focus({ preventScroll: true });
    tile?.item.scrollIntoView({ block: 'nearest' });
  }

  #add(output: ShownOutput, body: OutputBody): void {
    const item = element(
      'div',
      { className: 'item', role: 'listitem' },
      body.root,
      caption(output),
    );
    this.#tiles.push({ item, body });
    this.root.append(item);
  }

  #replace(tile: Tile, output: ShownOutput, body: OutputBody): void {
    const hadFocus = tile.item.contains(document.activeElement);
    tile.body = body;
    tile.item.replaceChildren(body.root, caption(output));
    if (hadFocus) body.root.focus();
  }

  #bodyOf(output: ShownOutput, index: number, { words }: PredictionView): OutputBody {
    const actions = this.actions.of(index);
    const { content } = output;
    if (content.type === 'loading')
      return asTile(loadingBody(output, words, actions.cancel), output);
    if (content.type === 'failed') {
      return asTile(failedBody(output, content, words, actions.retry), output);
    }
    return openableBody(output, () => {
      this.actions.open(index);
    });
  }

  /** One of them can be reached by Tab, the others from there by arrows. */
  #setCurrent(current: number): void {
    this.#current = current;
    this.#tiles.forEach(({ body }, index) => {
      const tabIndex = index === current ? 0 : -1;
      if (body.root.tabIndex !== tabIndex) body.root.tabIndex = tabIndex;
    });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = this.#neighbour(event.key);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.focus(Math.min(this.#tiles.length - 1, Math.max(0, to)));
  }

  #neighbour(key: string): number | undefined {
    switch (key) {
      case 'ArrowRight':
        return this.#current + 1;
      case 'ArrowLeft':
        return this.#current - 1;
      case 'ArrowDown':
        return this.#current + this.#columns;
      case 'ArrowUp':
        return this.#current - this.#columns;
      case 'Home':
        return 0;
      case 'End':
        return this.#tiles.length - 1;
      default:
        return undefined;
    }
  }

  get #columns(): number {
    const [first] = this.#tiles;
    const top = first?.item.offsetTop;
    const next = this.#tiles.findIndex(({ item }) => item.offsetTop !== top);
    return next < 0 ? this.#tiles.length : next;
  }
}

/** Stays under the mouse while more comes to be known of the output, its size for instance. */
function openableBody(output: ShownOutput, open: () => void): OutputBody {
  const root = element('button', { type: 'button', onclick: open });
  let drawn = '';
  const show = (next: ShownOutput) => {
    root.className = `tile tile-${next.kind}`;
    root.ariaLabel = nameOf(next);
    const toDraw = drawnOf(next);
    if (toDraw !== drawn) root.replaceChildren(...glimpseOf(next));
    drawn = toDraw;
  };
  show(output);
  return {
    root,
    update(next) {
      const isOpenable = next.content.type !== 'loading' && next.content.type !== 'failed';
      if (!isOpenable || next.name !== output.name || next.label !== output.label) return false;
      show(next);
      return true;
    },
  };
}

/** What a tile's glimpse depends on: a picture is not loaded again for its size's sake. */
function drawnOf({ kind, content }: ShownOutput): string {
  const isPicture = content.type === 'file' && (kind === 'image' || kind === 'video');
  return JSON.stringify(isPicture ? [kind, content.url] : [kind, content]);
}

function asTile(body: OutputBody, output: ShownOutput): OutputBody {
  body.root.classList.add('tile', `tile-${output.kind}`);
  body.root.tabIndex = -1;
  body.root.role = 'group';
  body.root.ariaLabel = nameOf(output);
  return body;
}

function nameOf(output: ShownOutput): string {
  const { name, label } = output;
  const facts = factsFor(output);
  return [name, label === name ? '' : label, facts].filter((part) => part !== '').join(', ');
}

function factsFor({ content, kindWord }: ShownOutput): string {
  switch (content.type) {
    case 'file':
      return factsOf(kindWord, content.size);
    case 'failed':
      return content.message;
    // What changes from moment to moment stands within.
    case 'loading':
      return '';
    case 'text':
    case 'json':
      return kindWord;
  }
}

function caption({ name, label }: ShownOutput): HTMLElement {
  return element(
    'div',
    { className: 'caption', ariaHidden: 'true' },
    element('span', { className: 'name', title: name }, name),
    element('span', { className: 'label', title: label }, label === name ? '' : label),
  );
}

/** What a tile shows of it. */
function glimpseOf({ content, kind, kindWord }: ShownOutput): Element[] {
  switch (content.type) {
    case 'text':
      return [
        element(
          'span',
          { className: 'glimpse', ariaHidden: 'true' },
          content.text.slice(0, glimpse),
        ),
      ];
    case 'json': {
      const rows = content.rows.rows.slice(0, 8).map(({ key, text }) => `${key}: ${text}`);
      const text = rows.join('\n') || content.top.text;
      return [element('span', { className: 'glimpse code', ariaHidden: 'true' }, text)];
    }
    case 'file':
      if (kind === 'image') {
        return [element('img', { loading: 'lazy', decoding: 'async', alt: '', src: content.url })];
      }
      if (kind === 'video') return [poster(content.url), icon('play')];
      return [icon(kind), element('span', { className: 'facts' }, factsOf(kindWord, content.size))];
    case 'loading':
    case 'failed':
      return [];
  }
}

function factsOf(kindWord: string, size: string | undefined): string {
  return size === undefined ? kindWord : `${kindWord} · ${size}`;
}

/** Its first frame: it is played where it stands alone. */
function poster(url: string): HTMLVideoElement {
  return element('video', {
    src: url,
    preload: 'metadata',
    muted: true,
    tabIndex: -1,
    ariaHidden: 'true',
  });
}
