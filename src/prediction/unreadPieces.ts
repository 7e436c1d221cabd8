import { singleLine } from './displayText';
import type { ReferenceProblem } from './reference';

/** Why a piece of a text names no prediction. */
export type PieceProblem = ReferenceProblem | 'several-ids';

/** A piece of a text that names no prediction. */
export interface NotUnderstood {
  /** Its line in the text; the first is 1. */
  readonly line: number;
  /** As a person wrote it, on one line of at most 80 characters. */
  readonly text: string;
  readonly problem: PieceProblem;
}

/** From `start` up to `end`, as places in the text. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly problem: PieceProblem;
}

/** More are counted, but not listed: a text of 10 MB may hold millions. */
const mostListed = 1000;
const longestText = 80;

/** The pieces of one text that name no prediction. */
export class UnreadPieces {
  private readonly listed: Piece[] = [];
  private total = 0;

  get count(): number {
    return this.total;
  }

  add(start: number, end: number, problem: PieceProblem): void {
    this.total += 1;
    if (this.listed.length < mostListed) this.listed.push({ start, end, problem });
  }

  addAll({ listed, total }: UnreadPieces): void {
    for (const { start, end, problem } of listed) this.add(start, end, problem);
    this.total += total - listed.length;
  }

  /** Forgets those which came after the first `count`. */
  keepFirst(count: number): void {
    this.total = count;
    this.listed.length = Math.min(this.listed.length, count);
  }

  /** The first of them as people read them, and how many there are besides. */
  describe(text: string): { readonly first: readonly NotUnderstood[]; readonly further: number } {
    let line = 1;
    let lineEnd = text.indexOf('\n');
    const inOrder = [...this.listed].sort((one, other) => one.start - other.start);
    const first = inOrder.map(({ start, end, problem }): NotUnderstood => {
      for (; lineEnd !== -1 && lineEnd < start; lineEnd = text.indexOf('\n', lineEnd + 1)) {
        line += 1;
      }
      return { line, text: singleLine(text.slice(start, end), longestText), problem };
    });
    return { first, further: this.total - first.length };
  }
}
