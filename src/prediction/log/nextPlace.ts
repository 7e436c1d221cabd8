/** Finds the places of one character in a text, from left to right, each by a single search. */
export class NextPlace {
  #found = -1;

  constructor(
    private readonly text: string,
    private readonly character: string,
  ) {}

  /** The first place at or behind `at`, or the text's end. `at` never goes back. */
  from(at: number): number {
    if (this.#found < at) {
      const found = this.text.indexOf(this.character, at);
      this.#found = found < 0 ? this.text.length : found;
    }
    return this.#found;
  }
}
