import { ScreenRow } from './screenRow';

/** Rows that the cursor can go back to. */
const height = 64;

/** The rows of a terminal, and the one that the cursor is on. */
export class ScreenRows {
  current = new ScreenRow();
  #rows = [this.current];
  #index = 0;
  /** With those that are but counted. */
  #height = 1;

  /** @param leave Is given each row that goes off the top. */
  constructor(private readonly leave: (row: ScreenRow) => void) {}

  get isOnLast(): boolean {
    return this.#index === this.#rows.length - 1;
  }

  get all(): readonly ScreenRow[] {
    return this.#rows;
  }

  get below(): readonly ScreenRow[] {
    return this.#rows.slice(this.#index + 1);
  }

  /** Down by one, which at the bottom makes a new row. */
  goDown(): void {
    if (!this.isOnLast) {
      this.#goTo(this.#index + 1);
    } else if (this.current.holdsBar) {
      this.#rows.push(new ScreenRow());
      this.#height++;
      this.#goTo(this.#index + 1);
      this.#scroll();
    } else {
      this.current.clear();
      this.passTold(1);
    }
  }

  /** Down from the last row, by that many rows that are told of, and of which nothing is kept. */
  passTold(rows: number): void {
    this.current.toldAbove += rows;
    this.#height += rows;
    this.#scroll();
  }

  /** Up or down, as far as there are rows. */
  go(rows: number): void {
    this.#unfold();
    this.#goTo(Math.min(this.#rows.length - 1, Math.max(0, this.#index + rows)));
  }

  #goTo(index: number): void {
    this.#index = index;
    this.current = this.#rows[index] ?? this.current;
  }

  #scroll(): void {
    while (this.#height > height) {
      const [top] = this.#rows;
      if (top === undefined) return;
      const counted = Math.min(top.toldAbove, this.#height - height);
      top.toldAbove -= counted;
      this.#height -= counted;
      if (counted > 0) continue;
      this.#rows.shift();
      this.#index--;
      this.#height--;
      this.leave(top);
    }
  }

  /** Makes rows of those that are but counted. */
  #unfold(): void {
    const { current } = this;
    if (this.#height === this.#rows.length) return;
    this.#rows = this.#rows.flatMap((row) => {
      const above = Array.from({ length: row.toldAbove }, toldRow);
      row.toldAbove = 0;
      return [...above, row];
    });
    this.#index = this.#rows.indexOf(current);
  }
}

function toldRow(): ScreenRow {
  const row = new ScreenRow();
  row.isTold = true;
  return row;
}
