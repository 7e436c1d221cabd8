import * as v from 'valibot';

import type { ComparisonView, ToPage } from '../../src/features/preview/messages';
import { CompareSide } from './compareSide';
import { differencesTable } from './differencesTable';
import { element, percent, setText } from './element';
import { iconButton, nameButton } from './icons';
import { onKeys } from './keys';
import { textButton } from './outputBody';
import { vscode } from './vscodeApi';
import { fitted, type Zoom } from './zoom';

const modes = ['sideBySide', 'wipe', 'difference'] as const;
type Mode = (typeof modes)[number];

/** How the page looks, as VS Code keeps it; by the sides the extension brings the tab back. */
const compareState = v.object({
  sides: v.array(v.object({ id: v.string(), index: v.number() })),
  mode: v.picklist(modes),
  zoom: v.object({
    scale: v.union([v.literal('fit'), v.number()]),
    x: v.number(),
    y: v.number(),
  }),
});

/** Two to four outputs, zoomed and moved in step. */
export class ComparePage {
  readonly #modes = element('div', { className: 'modes', role: 'group' });
  readonly #modeButtons = new Map<Mode, HTMLButtonElement>();
  readonly #percent = element('span', { className: 'percent' });
  readonly #zoomButtons = {
    zoomOut: iconButton('minus', '', () => this.#first?.step(-1)),
    zoomIn: iconButton('plus', '', () => this.#first?.step(1)),
    fit: iconButton('fit', '', () => this.#first?.fit()),
    actualSize: iconButton('actualSize', '', () => this.#first?.actualSize()),
  };
  readonly #title = element('h1', {});
  readonly #zooming: HTMLElement;
  readonly #sidesHost = element('main', { className: 'sides' });
  readonly #wipe = element('input', { type: 'range', className: 'wipe', max: '100', step: '0.5' });
  readonly #table = element('section', { className: 'differences', tabIndex: 0 });
  #sides: CompareSide[] = [];
  #mode: Mode = 'sideBySide';
  #zoom: Zoom = fitted;
  #drawnTable = '';
  #needsOneSize = '';
  readonly #parts: readonly HTMLElement[];

  constructor() {
    const kept = v.safeParse(compareState, vscode.getState());
    if (kept.success) {
      this.#mode = kept.output.mode;
      this.#zoom = kept.output.zoom;
    }
    for (const mode of modes) {
      const button = textButton('', () => {
        this.#setMode(mode);
      });
      this.#modeButtons.set(mode, button);
    }
    const { zoomOut, zoomIn, fit, actualSize } = this.#zoomButtons;
    this.#zooming = element(
      'div',
      { className: 'tools' },
      zoomOut,
      this.#percent,
      zoomIn,
      fit,
      actualSize,
    );
    this.#modes.append(...this.#modeButtons.values());
    const head = element('header', {}, this.#title, this.#modes, this.#zooming);
    this.#wipe.addEventListener('input', () => {
      this.#setWipe();
    });
    this.#setWipe();
    document.body.classList.add('comparing');
    this.#parts = [head, this.#sidesHost, this.#wipe, this.#table];
    onKeys({
      isSingle: () => true,
      image: () => this.#first,
      go: () => undefined,
      close: () => this.#first?.fit(),
    });
  }

  receive(message: ToPage): void {
    if (message.type === 'compare') this.#show(message.view);
  }

  get #first(): CompareSide['image'] {
    return this.#sides.map(({ image }) => image).find((image) => image !== undefined);
  }

  #show(view: ComparisonView): void {
    if (!this.#sidesHost.isConnected) document.body.replaceChildren(...this.#parts);
    const { words, sides } = view;
    setText(this.#title, words.compare);
    this.#modes.ariaLabel = words.modes;
    for (const [mode, button] of this.#modeButtons) setText(button, words[mode]);
    this.#needsOneSize = words.needsOneSize;
    const { zoomOut, zoomIn, fit, actualSize } = this.#zoomButtons;
    nameButton(zoomOut, words.zoomOut);
    nameButton(zoomIn, words.zoomIn);
    nameButton(fit, words.fit);
    nameButton(actualSize, words.actualSize);
    this.#wipe.ariaLabel = words.wipePlace;
    this.#table.ariaLabel = words.differences;
    if (this.#sides.length === 0) this.#sides = sides.map((_, place) => this.#newSide(place));
    sides.forEach((side, place) => this.#sides[place]?.show(side, words, this.#zoom));
    if (this.#sidesHost.childElementCount === 0) {
      this.#sidesHost.append(...this.#sides.map(({ root }) => root));
    }
    const drawn = JSON.stringify(view.differences);
    if (drawn !== this.#drawnTable) this.#table.replaceChildren(...differencesTable(view));
    this.#drawnTable = drawn;
    this.#update();
  }

  #newSide(place: number): CompareSide {
    return new CompareSide({
      noteZoom: (zoom) => {
        this.#zoom = zoom;
        for (const [other, side] of this.#sides.entries()) if (other !== place) side.follow(zoom);
        this.#update();
      },
      noteResize: () => {
        this.#showScale();
      },
      choose: () => {
        this.#update();
      },
      openPreview: (index) => {
        vscode.postMessage({ type: 'showPreview', side: place, index });
      },
    });
  }

  #setMode(mode: Mode): void {
    this.#mode = mode;
    this.#update();
  }

  #setWipe(): void {
    this.#sidesHost.style.setProperty('--wipe', `${this.#wipe.value}%`);
  }

  /** One over the other makes sense for two images of one size alone. */
  get #mayLieOver(): boolean {
    const [one, other, ...more] = this.#sides.map(({ image }) => image?.pixels);
    if (one === undefined || other === undefined || more.length > 0) return false;
    return one.width === other.width && one.height === other.height;
  }

  #update(): void {
    const mayLieOver = this.#mayLieOver;
    const mode = mayLieOver ? this.#mode : 'sideBySide';
    for (const [each, button] of this.#modeButtons) {
      button.ariaPressed = String(each === mode);
      button.disabled = each !== 'sideBySide' && !mayLieOver;
      button.title = button.disabled ? this.#needsOneSize : '';
    }
    this.#sidesHost.className = `sides mode-${mode}`;
    this.#wipe.hidden = mode !== 'wipe';
    this.#zooming.hidden = this.#first === undefined;
    this.#showScale();
    const sides = this.#sides.map(({ place }) => place);
    vscode.setState({ sides, mode: this.#mode, zoom: this.#zoom });
  }

  #showScale(): void {
    const scale = this.#first?.scale;
    setText(this.#percent, scale === undefined ? '' : percent(scale));
  }
}
