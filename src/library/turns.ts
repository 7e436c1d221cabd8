/** Does what concerns the same key one after the other, in the order in which it was asked for. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work, work);
    const end = () => {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    };
    this.#last.set(key, turn);
    turn.then(end, end);
    return turn;
  }
}

/** Works on all, on so many at a time. */
export async function inLanes<Item, Result>(
  items: Iterable<Item>,
  lanes: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items[Symbol.iterator]();
  const workAlong = async () => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      results.push(await work(next.value));
    }
  };
  await Promise.all(Array.from({ length: lanes }, workAlong));
  return results;
}

/** Lets so many work at a time; the others wait, in their order. */
export class Lanes {
  readonly #waiting = new Set<() => void>();

  constructor(private free: number) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.add(resolve));
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      if (next === undefined) this.free += 1;
      else {
        this.#waiting.delete(next);
        next();
      }
    }
  }
}
