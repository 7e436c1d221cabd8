/** Characters; no call of these tools is nearly as long. */
const longestLine = 1024 ** 2;

/** Cuts a stream of text into its lines; what is too long for one is dropped up to its end. */
export class Lines {
  #rest = '';
  #isDropping = false;

  /** The lines that have become whole, without empty ones. */
  take(chunk: string): string[] {
    const [first = '', ...others] = chunk.split('\n');
    this.#grow(first);
    const lines: string[] = [];
    for (const next of others) {
      if (!this.#isDropping && this.#rest.trim() !== '') lines.push(this.#rest);
      this.#rest = '';
      this.#isDropping = false;
      this.#grow(next);
    }
    return lines;
  }

  #grow(part: string): void {
    if (this.#rest.length + part.length > longestLine) this.#isDropping = true;
    this.#rest = this.#isDropping ? '' : this.#rest + part;
  }
}
