const firstCapacity = 65_536;
/** Of a UTF-16 unit in UTF-8. */
const mostBytesOfUnit = 3;

/** A text in UTF-8 that grows. */
export class GrowingBytes {
  #buffer = Buffer.allocUnsafeSlow(firstCapacity);
  #length = 0;

  /** As it is now: later texts stand behind it. */
  get all(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
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
