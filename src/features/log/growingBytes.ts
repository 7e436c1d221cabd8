const firstCapacity = 65_536;
/** Of a UTF-16 unit in UTF-8. */
const mostBytesOfUnit = 3;

/** A text in UTF-8 that grows. */
export class GrowingBytes {
  #buffer = Buffer.allocUnsafeSlow(firstCapacity);
  #length = 0;

  constructor(start: string) {
    this.add(start);
  }

  /**
   * As it is now: later texts stand behind it. No `Buffer`, as VS Code gives other extensions a
   * `slice()` of it, which of those is no copy.
   */
  get all(): Uint8Array {
    return new Uint8Array(this.#buffer.buffer, 0, this.#length);
  }

  add(text: string): void {
    this.#makeRoom(this.#length + mostBytesOfUnit * text.length);
    this.#length += this.#buffer.write(text, this.#length);
  }

  #makeRoom(capacity: number): void {
    if (capacity <= this.#buffer.length) return;
    const buffer = Buffer.allocUnsafeSlow(Math.max(capacity, 2 * this.#buffer.length));
    this.#buffer.copy(buffer, 0, 0, this.#length);
    this.#buffer = buffer;
  }
}
