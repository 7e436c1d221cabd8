/** What is wanted of a turn, and since when. */
export interface Rank {
  /** A person waits for it. */
  readonly isUrgent: boolean;
  /** By when the answer is wanted, in milliseconds since 1970; never NaN, which has no order. */
  readonly deadline: number;
  /** No two have the same; later ones have greater. */
  readonly arrival: number;
}

/**
 * Those who wait: the urgent ones first, then by deadline, then as they came. As time goes on every
 * deadline becomes the earliest, so that nobody waits for ever.
 */
export class TurnQueue<Turn extends Rank> {
  /** The last one is next: taking it moves no other. */
  readonly #turns: Turn[] = [];

  get next(): Turn | undefined {
    return this.#turns.at(-1);
  }

  add(turn: Turn): void {
    this.#turns.splice(this.#placeOf(turn), 0, turn);
  }

  /** Takes off one, if it still waits. */
  remove(turn: Turn): void {
    const place = this.#placeOf(turn);
    if (this.#turns[place] === turn) this.#turns.splice(place, 1);
  }

  /** Takes off all who wait; gives them in their order. */
  removeAll(): Turn[] {
    return this.#turns.splice(0).reverse();
  }

  #placeOf(turn: Turn): number {
    let low = 0;
    let high = this.#turns.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#turns[middle];
      if (other !== undefined && goesBefore(turn, other)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function goesBefore(one: Rank, other: Rank): boolean {
  if (one.isUrgent !== other.isUrgent) return one.isUrgent;
  if (one.deadline !== other.deadline) return one.deadline < other.deadline;
  return one.arrival < other.arrival;
}
