import { isContainer, Items, type Container, type ObjectKeys } from './outputPlaces';

/**
 * How much is looked at in all, so that nobody waits for it: a value counts as one, to open a
 * container as several. What lies beyond is taken to hold no file.
 */
const mostLooks = 1_500_000;
const looksOfContainer = 8;

/** Finds out which arrays and objects hold a file at any depth. It looks no further than to the first. */
export class FileSearch {
  readonly #holding = new Set<unknown>();
  #looks = 0;

  constructor(private readonly keys: ObjectKeys) {}

  isIn(root: Container): boolean {
    const open = [this.#open(root)];
    for (let items = open.at(-1); items !== undefined; items = open.at(-1)) {
      const found = this.#holding.has(items.container) || this.#lookAlong(items);
      if (found === true) {
        for (const { container } of open) this.#holding.add(container);
        return true;
      }
      if (found === undefined) open.pop();
      else open.push(this.#open(found));
    }
    return false;
  }

  /** Gives whether there is a file, or the next container to look into; undefined at the end. */
  #lookAlong(items: Items): true | Container | undefined {
    while (this.#looks < mostLooks && items.moveOn()) {
      this.#looks += 1;
      const { value } = items;
      if (isFile(value)) return true;
      if (isContainer(value)) return value;
    }
    return undefined;
  }

  #open(container: Container): Items {
    this.#looks += looksOfContainer;
    return new Items(container, this.keys.of(container));
  }
}

export function isFile(value: unknown): boolean {
  return typeof value === 'string' && (isUrl(value) || isDataUri(value));
}

export function isUrl(value: string): boolean {
  return value.startsWith('http') && /^https?:\/\/\S+$/.test(value) && URL.canParse(value);
}

export function isDataUri(value: string): boolean {
  return value.startsWith('data:') && /^data:[\w.+/-]*(?:;[\w=.+-]+)*,/.test(value);
}
