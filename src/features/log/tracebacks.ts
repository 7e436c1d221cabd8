import { tracebackHeading } from '../../prediction/log/reasonInLog';

/** A Python traceback in a log. */
export interface Traceback {
  /** Where it begins among all lines of the log, from 0. */
  readonly line: number;
  readonly lineCount: number;
  /** Its last line, such as `ValueError: no prompt`; empty while it is not there. */
  readonly reason: string;
}

/** The latest are kept. */
const mostKept = 1000;

/** Finds the tracebacks in lines as they come. */
export class Tracebacks {
  readonly #all: Traceback[] = [];
  #isOpen = false;
  #lineCount = 0;

  get all(): readonly Traceback[] {
    return this.#all;
  }

  read(lines: readonly string[]): void {
    for (const line of lines) {
      if (line.startsWith(tracebackHeading)) this.#begin();
      else if (this.#isOpen) this.#goOn(line);
      this.#lineCount++;
    }
  }

  #begin(): void {
    this.#all.push({ line: this.#lineCount, lineCount: 1, reason: '' });
    if (this.#all.length > mostKept) this.#all.shift();
    this.#isOpen = true;
  }

  /** What stands further in is a file or its code; the first line that does not is the reason. */
  #goOn(line: string): void {
    const last = this.#all.pop();
    if (last === undefined) return;
    this.#isOpen = /^\s/.test(line);
    const reason = this.#isOpen ? '' : line;
    this.#all.push({ ...last, lineCount: last.lineCount + 1, reason });
  }
}
