import type { JsonRow, JsonRows, PageWords } from '../../src/features/preview/messages';
import { element, filled } from './element';
import { icon, iconButton } from './icons';

export interface JsonTreeActions {
  readonly expand: (path: readonly number[], from: number) => void;
  readonly copy: (path: readonly number[]) => void;
}

interface Node {
  readonly item: HTMLElement;
  readonly path: readonly number[];
  /** Holds the items under it. */
  readonly group: HTMLElement;
  isLoaded: boolean;
}

/** JSON as a tree. What stands under a place is asked for when that is opened. */
export class JsonTree {
  readonly root = element('div', { className: 'tree', role: 'tree' });
  readonly #nodes = new Map<string, Node>();
  readonly #byItem = new WeakMap<Element, Node>();

  constructor(
    top: JsonRow,
    rows: JsonRows,
    name: string,
    private readonly words: PageWords,
    private readonly actions: JsonTreeActions,
  ) {
    this.root.ariaLabel = name;
    const node = this.#add(this.root, top, [], 1);
    node.item.tabIndex = 0;
    this.addRows([], rows);
    if (top.size > 0) this.#setOpen(node, true);
    this.root.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  addRows(path: readonly number[], { from, total, rows }: JsonRows): void {
    const parent = this.#nodes.get(path.join('.'));
    if (parent === undefined) return;
    const { group } = parent;
    const more = group.querySelector(':scope > .more');
    const hadFocus = more?.contains(document.activeElement) === true;
    more?.remove();
    parent.isLoaded = true;
    rows.forEach((row, index) => {
      this.#add(group, row, [...path, from + index], path.length + 2);
    });
    const shown = from + rows.length;
    if (shown < total) group.append(this.#moreItem(path, shown, total));
    if (hadFocus) this.#focus(this.#nodes.get([...path, from].join('.'))?.item);
  }

  #add(host: HTMLElement, row: JsonRow, path: readonly number[], level: number): Node {
    const group = element('div', { role: 'group', hidden: true });
    const item = element('div', { role: 'treeitem', tabIndex: -1, ariaLevel: String(level) });
    const node: Node = { item, path, group, isLoaded: false };
    const line = element('div', { className: 'json-row' }, ...this.#parts(row, node));
    line.style.setProperty('--level', String(level - 1));
    item.ariaLabel = row.key === '' ? row.text : `${row.key}: ${row.text}`;
    item.append(line);
    if (row.size > 0) item.ariaExpanded = 'false';
    line.addEventListener('click', () => {
      if (row.size > 0) this.#setOpen(node, item.ariaExpanded !== 'true');
      this.#focus(item);
    });
    // Beside it: else its name, for a screen reader, would be all that stands below it.
    host.append(item, group);
    this.#nodes.set(path.join('.'), node);
    this.#byItem.set(item, node);
    return node;
  }

  #parts({ key, type, text, size }: JsonRow, node: Node): Element[] {
    const twisty = size > 0 ? icon('chevron') : element('span', { className: 'no-icon' });
    const copy = iconButton('copy', this.words.copyValue, () => {
      this.actions.copy(node.path);
    });
    copy.tabIndex = -1;
    copy.addEventListener('click', (event) => {
      event.stopPropagation();
    });
    const value = element('span', { className: `json-value json-${type}` }, text);
    const parts = [value, copy];
    if (key !== '') parts.unshift(element('span', { className: 'json-key' }, `${key}:`));
    return [twisty, ...parts];
  }

  #moreItem(path: readonly number[], shown: number, total: number): HTMLElement {
    const text = filled(this.words.moreValues, total - shown);
    const item = element('div', { role: 'treeitem', className: 'more', tabIndex: -1 }, text);
    item.style.setProperty('--level', String(path.length + 1));
    item.addEventListener('click', () => {
      this.actions.expand(path, shown);
    });
    return item;
  }

  #setOpen(node: Node, isOpen: boolean): void {
    node.item.ariaExpanded = String(isOpen);
    node.group.hidden = !isOpen;
    if (isOpen && !node.isLoaded) this.actions.expand(node.path, 0);
  }

  #onKey(event: KeyboardEvent): void {
    const { target, key } = event;
    if (!(target instanceof HTMLElement)) return;
    const node = this.#byItem.get(target);
    if ((event.ctrlKey || event.metaKey) && key === 'c' && node !== undefined) {
      if (document.getSelection()?.isCollapsed !== false) this.actions.copy(node.path);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#act(key, target, node)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Gives whether the key means something here. */
  #act(key: string, item: HTMLElement, node: Node | undefined): boolean {
    const isOpen = item.ariaExpanded === 'true';
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        this.#move(item, key === 'ArrowDown' ? 1 : -1);
        return true;
      case 'Home':
      case 'End':
        this.#focus(this.#visible().at(key === 'Home' ? 0 : -1));
        return true;
      case 'ArrowRight':
        if (isOpen) this.#move(item, 1);
        else if (item.ariaExpanded === 'false' && node) this.#setOpen(node, true);
        return true;
      case 'ArrowLeft':
        if (isOpen && node) this.#setOpen(node, false);
        else this.#focus(itemAbove(item));
        return true;
      case 'Enter':
      case ' ':
        if (node === undefined) item.click();
        else if (item.ariaExpanded !== null) this.#setOpen(node, !isOpen);
        return true;
      default:
        return false;
    }
  }

  #move(from: HTMLElement, by: number): void {
    const items = this.#visible();
    this.#focus(items[items.indexOf(from) + by]);
  }

  #visible(): HTMLElement[] {
    const items = [...this.root.querySelectorAll<HTMLElement>('[role=treeitem]')];
    return items.filter((item) => item.parentElement?.closest('[hidden]') === null);
  }

  #focus(item: HTMLElement | undefined): void {
    if (item === undefined) return;
    this.root.querySelector('[role=treeitem][tabindex="0"]')?.setAttribute('tabindex', '-1');
    item.tabIndex = 0;
    item.focus({ preventScroll: true });
    (item.firstElementChild ?? item).scrollIntoView({ block: 'nearest' });
  }
}

/** The item that holds this one. */
function itemAbove(item: HTMLElement): HTMLElement | undefined {
  const above = item.parentElement?.previousElementSibling;
  return above instanceof HTMLElement && above.role === 'treeitem' ? above : undefined;
}
