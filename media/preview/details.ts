import type { PageWords, PredictionView, SectionView } from '../../src/features/preview/messages';
import { element, filled } from './element';
import { icon, iconButton } from './icons';
import { textButton } from './outputBody';
import type { StateKeeper } from './pageState';

type Field = SectionView['fields'][number];

/** More is folded, so that what follows is in sight. */
const foldedLength = 480;
const foldedLines = 10;
/** Stands beside its name, not below it. */
const shortLength = 28;

export type CopyField = (section: SectionView['id'], field: number) => void;

/** Beside the outputs: what went in, what was measured, when. */
export class Details {
  readonly root = element('section', { className: 'details' });
  readonly #drawn = new Map<string, string>();

  constructor(
    private readonly state: StateKeeper,
    private readonly copy: CopyField,
  ) {}

  /** A section that has not changed stays, with the text that the person may have selected in it. */
  show({ sections, words }: PredictionView): void {
    this.root.ariaLabel = words.details;
    const shown = [...this.root.children];
    const next = sections.map((section) => {
      const text = JSON.stringify(section);
      const known = shown.find((child) => child.id === `section-${section.id}`);
      if (known !== undefined && this.#drawn.get(section.id) === text) return known;
      this.#drawn.set(section.id, text);
      return this.#section(section, words);
    });
    const isSame =
      next.length === shown.length && next.every((child, index) => child === shown[index]);
    if (!isSame) this.root.replaceChildren(...next);
  }

  #section({ id, title, fields }: SectionView, words: PageWords): HTMLElement {
    const isOpen = !this.state.now.foldedSections.includes(id);
    const heading = element('h2', {}, title);
    const summary = element('summary', {}, icon('chevron'), heading);
    const rows = fields.map((field, place) => {
      const copyWord = filled(words.copyField, field.name || title);
      const copy = iconButton('copy', copyWord, () => {
        this.copy(id, place);
      });
      return this.#field(field, copy, `${id}.${field.name}`, words);
    });
    const list = element('dl', {}, ...rows);
    const section = element('details', { id: `section-${id}`, open: isOpen }, summary, list);
    section.addEventListener('toggle', () => {
      const others = this.state.now.foldedSections.filter((other) => other !== id);
      this.state.update({ foldedSections: section.open ? others : [...others, id] });
    });
    return section;
  }

  #field(field: Field, copy: HTMLElement, key: string, words: PageWords): HTMLElement {
    const { name, text, image } = field;
    const value = element('dd', {});
    if (image === undefined) value.append(...this.#text(text, key, words));
    else
      value.append(element('img', { src: image, alt: name, loading: 'lazy', decoding: 'async' }));
    value.append(copy);
    const isShort = image === undefined && text.length <= shortLength && !text.includes('\n');
    const className = isShort ? 'field short' : 'field';
    return element('div', { className }, element('dt', {}, name), value);
  }

  #text(text: string, key: string, words: PageWords): HTMLElement[] {
    const value = element('div', { className: 'value' }, text);
    if (text.length <= foldedLength && text.split('\n', foldedLines + 1).length <= foldedLines) {
      return [value];
    }
    const button = textButton('', () => {
      const others = this.state.now.unfolded.filter((other) => other !== key);
      const isFolded = !value.classList.contains('folded');
      this.state.update({ unfolded: isFolded ? others : [...others, key] });
      fold(isFolded);
    });
    const fold = (isFolded: boolean) => {
      value.classList.toggle('folded', isFolded);
      button.textContent = isFolded ? words.showMore : words.showLess;
      button.ariaExpanded = String(!isFolded);
    };
    button.className = 'link';
    fold(!this.state.now.unfolded.includes(key));
    return [value, button];
  }
}
