import { singleLine } from './displayText';

/** An array or an object of an output JSON. */
export type Container = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Something in it, and where it stands. */
export interface Place {
  /** `[2]`, `frames[0].image`; empty for the whole. On one line, whatever the server named it. */
  readonly label: string;
  readonly value: unknown;
}

export function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

/** From here on it takes longer to list them than to keep the list. */
const manyKeys = 1000;

/** The fields of objects, listed once for those that have many. */
export class ObjectKeys {
  readonly #listed = new Map<Container, readonly string[]>();

  /** Undefined for an array. */
  of(container: Container): readonly string[] | undefined {
    if (Array.isArray(container)) return undefined;
    const keys = this.#listed.get(container) ?? Object.keys(container);
    if (keys.length > manyKeys) this.#listed.set(container, keys);
    return keys;
  }
}

/** What stands in a container, one after the other; nothing of it is copied, nor made for each. */
export class Items {
  /** The index or key of the item that was last moved to, and what it is. */
  step: string | number = -1;
  value: unknown;
  readonly #length: number;
  readonly #values: Readonly<Record<string | number, unknown>>;
  #next = 0;

  constructor(
    readonly container: Container,
    private readonly keys: readonly string[] | undefined,
  ) {
    this.#length = keys?.length ?? (container as readonly unknown[]).length; // no keys: an array
    this.#values = container as Readonly<Record<string | number, unknown>>; // arrays have these as well
  }

  /** Gives false at the end. */
  moveOn(): boolean {
    if (this.#next === this.#length) return false;
    this.step = this.keys?.[this.#next] ?? this.#next;
    this.value = this.#values[this.step];
    this.#next += 1;
    return true;
  }

  /** How many still come that are not null. */
  countRest(): number {
    let count = 0;
    while (this.moveOn()) if (this.value !== null && this.value !== undefined) count += 1;
    return count;
  }
}

const longestKey = 80;
/** What is nested deeper is not told apart by its label. */
const longestLabel = 4000;

export function labelWithin(label: string, step: string | number): string {
  if (label.length > longestLabel) return label;
  const within =
    typeof step === 'number'
      ? `${label}[${step}]`
      : `${label}${label === '' ? '' : '.'}${singleLine(step, longestKey) || '""'}`;
  return within.length > longestLabel ? `${within}…` : within;
}
