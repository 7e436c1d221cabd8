/** One row of a terminal. A column is a UTF-16 unit, so wide signs such as emoji take two. */
export class ScreenRow {
  /** No other row has it, before or after. */
  id = 0;
  /** It has text that was not told of. */
  isNew = false;
  /** It was told of; what stood there is not kept. */
  isTold = false;
  /** A bar stands on it. */
  holdsBar = false;
  #isRedrawn = false;
  #text = '';
  /** A unit each, once the text is written over in parts. */
  #units: string[] | undefined;

  /** Redraws end in blanks that only cover what was longer. */
  get text(): string {
    const text = this.#units?.join('') ?? this.#text;
    return this.#isRedrawn ? text.trimEnd() : text;
  }

  /** Nothing was written there. */
  get isUntouched(): boolean {
    return !this.isNew && !this.isTold && !this.holdsBar;
  }

  write(column: number, text: string): void {
    this.isNew = true;
    if (this.#units === undefined && column === this.#text.length) {
      this.#text += text;
      return;
    }
    this.#isRedrawn = true;
    if (this.#units === undefined && column === 0 && text.length >= this.#text.length) {
      this.#text = text;
    } else {
      this.#writeOver(column, text);
    }
  }

  /** The row as it is once that text is written, too. */
  withText(column: number, text: string): ScreenRow {
    const row = new ScreenRow();
    row.write(0, this.text);
    row.write(column, text);
    return row;
  }

  /** Erases from that column on. */
  cut(column: number): void {
    if (column === 0) this.clear();
    else if (column >= (this.#units ?? this.#text).length) return;
    else if (this.#units === undefined) this.#text = this.#text.slice(0, column);
    else this.#units.length = Math.min(this.#units.length, column);
  }

  clear(): void {
    this.#text = '';
    this.#units = undefined;
    this.#isRedrawn = false;
    this.isNew = false;
    this.isTold = false;
    this.holdsBar = false;
  }

  #writeOver(column: number, text: string): void {
    const units = (this.#units ??= this.#text.split(''));
    for (let index = units.length; index < column; index++) units.push(' ');
    for (let index = 0; index < text.length; index++) units[column + index] = text.charAt(index);
    // Half a sign is none.
    const next = column + text.length;
    if (isLowHalf(units[next])) units[next] = '';
    if (isHighHalf(units[column - 1]) && !isLowHalf(units[column])) units[column - 1] = '';
  }
}

function isHighHalf(unit: string | undefined): boolean {
  return unit !== undefined && /^[\ud800-\udbff]$/.test(unit);
}

function isLowHalf(unit: string | undefined): boolean {
  return unit !== undefined && /^[\udc00-\udfff]$/.test(unit);
}
