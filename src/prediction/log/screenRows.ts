import { ScreenRow } from './screenRow';

/** Rows that the cursor can go back to; a power of two. */
const height = 64;

type RowMark = 'isTold' | 'holdsBar';

/** The rows of a terminal, and the one that the cursor is on. Those that go off its top come back as new ones. */
export class ScreenRows {
  /** A row's place among all that ever were, by the height, is its place here. */
  readonly #ring: ScreenRow[] = [];
  #lastId = 0;
  /** The first and the last place on the screen, and the cursor's. */
  #top = 0;
  #bottom = 0;
  #at = 0;
  current = this.#newRow(0);

  /** @param leave Is given each row that goes off the top. */
  constructor(private readonly leave: (row: ScreenRow) => void) {}

  get isOnLast(): boolean {
    return this.#at === this.#bottom;
  }

  /** From above. */
  get all(): ScreenRow[] {
    return this.#rowsFrom(this.#top);
  }

  get below(): ScreenRow[] {
    return this.#rowsFrom(this.#at + 1);
  }

  /** Down by one, which at the bottom makes a new row. */
  goDown(): void {
    if (!this.isOnLast) {
      this.#goTo(this.#at + 1);
    } else if (this.current.holdsBar) {
      this.#scrollBy(1);
      this.#goTo(this.#bottom);
    } else {
      this.current.clear();
      this.passTold(1);
    }
  }

  /** Down from the last row, by that many rows that are told of, and of which nothing is kept. */
  passTold(rows: number): void {
    const { id } = this.current;
    this.#pass(rows, 'isTold');
    // Nothing stands on the cursor's row: it goes down with it.
    this.current.id = id;
  }

  /** Down from the last row, by that many on which a bar was drawn that is yet to be drawn below. */
  passDrawn(rows: number): void {
    this.#pass(rows, 'holdsBar');
  }

  /** Up or down, as far as there are rows. */
  go(rows: number): void {
    this.#goTo(Math.min(this.#bottom, Math.max(this.#top, this.#at + rows)));
  }

  #goTo(place: number): void {
    this.#at = place;
    this.current = this.#ring[place % height] ?? this.current;
  }

  #pass(rows: number, mark: RowMark): void {
    const first = this.#bottom;
    this.#scrollBy(rows, mark);
    if (first >= this.#top) this.#newRow(first)[mark] = true;
    this.#goTo(this.#bottom);
  }

  /**
   * Puts new rows below the last; those that find no room on the screen leave it.
   * @param mark What is true of all of them but the last.
   */
  #scrollBy(rows: number, mark?: RowMark): void {
    const bottom = this.#bottom + rows;
    const top = Math.max(this.#top, bottom - height + 1);
    this.#leaveUpTo(Math.min(top, this.#bottom));
    this.#top = top;
    for (let place = Math.max(top, this.#bottom + 1); place <= bottom; place++) {
      const row = this.#newRow(place);
      if (mark !== undefined && place < bottom) row[mark] = true;
    }
    this.#bottom = bottom;
  }

  #leaveUpTo(end: number): void {
    for (let place = this.#top; place < end; place++) {
      const row = this.#ring[place % height];
      if (row !== undefined) this.leave(row);
    }
  }

  /** A row of which nothing is left but its room. */
  #newRow(place: number): ScreenRow {
    const row = (this.#ring[place % height] ??= new ScreenRow());
    row.clear();
    row.id = ++this.#lastId;
    return row;
  }

  #rowsFrom(first: number): ScreenRow[] {
    const rows: ScreenRow[] = [];
    for (let place = first; place <= this.#bottom; place++) {
      const row = this.#ring[place % height];
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }
}
