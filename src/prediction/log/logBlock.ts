/** Lines of a log that do not change any more. */
export interface LogBlock {
  /** Each line with its end; of lines of text at most some ten thousand units. */
  readonly text: string;
  readonly lineCount: number;
  /** It is the one line that is left of a progress bar. */
  readonly isBar: boolean;
}

/** From so many units on, lines that stand together in a log are a block without being copied. */
const blockLength = 512;

/** Puts lines together to blocks. */
export class LogBlocks {
  #blocks: LogBlock[] = [];
  /** Short texts that make up the next block. */
  #pieces: string[] = [];
  #pieceLength = 0;
  #pieceLines = 0;
  #lineCount = 0;

  /** Of all lines so far. */
  get lineCount(): number {
    return this.#lineCount;
  }

  /** The blocks since it was last asked. */
  take(): LogBlock[] {
    this.#putTogether();
    const blocks = this.#blocks;
    this.#blocks = [];
    return blocks;
  }

  addLine(line: string): void {
    this.addLines(`${line}\n`, 1);
  }

  /** @param text Whole lines. */
  addLines(text: string, lineCount: number): void {
    if (this.#pieceLength + text.length > blockLength) this.#putTogether();
    this.#pieces.push(text);
    this.#pieceLength += text.length;
    this.#pieceLines += lineCount;
    this.#lineCount += lineCount;
  }

  addBar(line: string): void {
    this.#putTogether();
    this.#blocks.push({ text: `${line}\n`, lineCount: 1, isBar: true });
    this.#lineCount++;
  }

  #putTogether(): void {
    if (this.#pieceLines === 0) return;
    const text = this.#pieces.join('');
    this.#blocks.push({ text, lineCount: this.#pieceLines, isBar: false });
    this.#pieces = [];
    this.#pieceLength = 0;
    this.#pieceLines = 0;
  }
}
