import type { LogBlock } from '../../prediction/log/logBlock';
import { isException, isOfFrame, tracebackHeading } from '../../prediction/log/reasonInLog';

/** A Python traceback in a log. */
export interface Traceback {
  /** Where it begins among all lines of the log, from 0. */
  readonly line: number;
  readonly lineCount: number;
  /** Its last line, such as `ValueError: no prompt`; empty where it is not there. */
  readonly reason: string;
}

/** The latest are kept. */
const mostKept = 1000;

/** Finds the tracebacks in a log as it comes. */
export class Tracebacks {
  readonly #all: { line: number; lineCount: number; reason: string }[] = [];
  #isOpen = false;
  #lineCount = 0;

  get all(): readonly Traceback[] {
    return this.#all;
  }

  /** Cuts only that into lines of which tracebacks are made. */
  read({ text, lineCount }: LogBlock): void {
    const linesBefore = this.#lineCount;
    for (let at = this.#goOn(text, 0); at < text.length;) {
      const heading = text.indexOf(tracebackHeading, at);
      if (heading < 0) break;
      this.#lineCount += lineCountOf(text.slice(at, heading));
      const isAtStart = heading === 0 || text.startsWith('\n', heading - 1);
      if (isAtStart) this.#begin();
      at = text.indexOf('\n', heading) + 1;
      this.#lineCount++;
      if (isAtStart) at = this.#goOn(text, at);
    }
    this.#lineCount = linesBefore + lineCount;
  }

  #begin(): void {
    this.#all.push({ line: this.#lineCount, lineCount: 1, reason: '' });
    if (this.#all.length > mostKept) this.#all.shift();
    this.#isOpen = true;
  }

  /** Reads the lines of the traceback that has begun, if any. Gives the place behind them. */
  #goOn(text: string, start: number): number {
    let at = start;
    while (this.#isOpen && at < text.length) {
      const end = text.indexOf('\n', at);
      const line = text.slice(at, end);
      this.#isOpen = isOfFrame(line);
      if (!this.#isOpen && !isException(line)) break;
      this.#addLine(this.#isOpen ? '' : line);
      at = end + 1;
    }
    return at;
  }

  #addLine(reason: string): void {
    const last = this.#all.at(-1);
    if (last === undefined) return;
    last.lineCount++;
    last.reason = reason;
    this.#lineCount++;
  }
}

function lineCountOf(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
