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

/** What stands in a container, one after the other; nothing of it is copied. */
export class Items {
  readonly #length: number;
  #next = 0;

  constructor(
    readonly container: Container,
    private readonly keys: readonly string[] | undefined,
  ) {
    this.#length = keys?.length ?? (container as readonly unknown[]).length; // no keys: an array
  }

  /** Undefined at the end. */
  next(): { readonly step: string | number; readonly value: unknown } | undefined {
    if (this.#next === this.#length) return undefined;
    const step = this.keys?.[this.#next] ?? this.#next;
    this.#next += 1;
    return { step, value: this.#valueAt(step) };
  }

  /** How many still come that are not null. */
  countRest(): number {
    let count = 0;
    for (let index = this.#next; index < this.#length; index += 1) {
      const value = this.#valueAt(this.keys?.[index] ?? index);
      if (value !== null && value !== undefined) count += 1;
    }
    return count;
  }

  #valueAt(step: string | number): unknown {
    return (this.container as Readonly<Record<string | number, unknown>>)[step]; // arrays have it as well
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
