/** What is nested deeper is not looked into. */
const deepest = 100;
const indentation = '  ';

/** The beginning of a value's JSON: `longest` characters and few more, or all of it. */
export function jsonStart(value: unknown, longest: number, isIndented = false): string {
  const writer = new JsonWriter(longest, isIndented);
  writer.write(value, 0);
  return writer.text;
}

/** Ends early: the value may have millions of parts. */
class JsonWriter {
  text = '';

  constructor(
    private readonly longest: number,
    private readonly isIndented: boolean,
  ) {}

  write(value: unknown, depth: number): void {
    if (typeof value === 'string') this.text += JSON.stringify(value.slice(0, this.longest));
    else if (typeof value !== 'object' || value === null) this.text += String(value);
    else if (depth === deepest) this.text += '"…"';
    else if (Array.isArray(value)) this.#writeArray(value, depth);
    else this.#writeObject(value, depth);
  }

  #writeArray(items: readonly unknown[], depth: number): void {
    this.text += '[';
    for (const [index, item] of items.entries()) {
      if (this.#isLong) return;
      this.#beginItem(index, depth + 1);
      this.write(item, depth + 1);
    }
    this.#end(']', items.length, depth);
  }

  #writeObject(value: object, depth: number): void {
    const keys = Object.keys(value);
    this.text += '{';
    for (const [index, key] of keys.entries()) {
      if (this.#isLong) return;
      this.#beginItem(index, depth + 1);
      this.text += `${JSON.stringify(key)}:${this.isIndented ? ' ' : ''}`;
      this.write((value as Readonly<Record<string, unknown>>)[key], depth + 1); // its own key
    }
    this.#end('}', keys.length, depth);
  }

  #beginItem(index: number, depth: number): void {
    if (index > 0) this.text += ',';
    this.#breakLine(depth);
  }

  #end(bracket: string, count: number, depth: number): void {
    if (count > 0) this.#breakLine(depth);
    this.text += bracket;
  }

  #breakLine(depth: number): void {
    if (this.isIndented) this.text += `\n${indentation.repeat(depth)}`;
  }

  get #isLong(): boolean {
    return this.text.length > this.longest;
  }
}
