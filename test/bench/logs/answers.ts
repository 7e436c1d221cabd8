const head = '{"id":"k7q2m9x4c8r1v6z3t5w0n8b2j7","status":"processing","logs":"';
const end = '"}';
/** In JSON, in UTF-8. */
const mostBytesOfUnit = 6;

/** The API's answers for a log as it grows, as they come from the network. */
export class GrowingAnswers {
  readonly #bytes: Buffer;
  #written: number;
  #told = 0;

  constructor(private readonly log: string) {
    this.#bytes = Buffer.alloc(head.length + mostBytesOfUnit * log.length + end.length);
    this.#written = this.#bytes.write(head);
  }

  /** The answer once the log has come to that length, which never shrinks. */
  at(length: number): string {
    const more = JSON.stringify(this.log.slice(this.#told, length)).slice(1, -1);
    this.#told = length;
    this.#written += this.#bytes.write(more, this.#written);
    this.#bytes.write(end, this.#written);
    return this.#bytes.toString('utf8', 0, this.#written + end.length);
  }
}
