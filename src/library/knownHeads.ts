import type { ReadHead } from './predictionFile';
import { marksWhere, type PredictionMark, type StoredHead } from './storedPrediction';

interface Known {
  fingerprint: number;
  marks: ReadonlySet<PredictionMark>;
}

/** What this window has read and written last: only what differs from it is news. */
export class KnownHeads {
  readonly #known = new Map<string, Known>();

  ids(): Iterable<string> {
    return this.#known.keys();
  }

  /** Takes it, and gives it where it is news. */
  take(
    { head, fingerprint }: ReadHead,
    marks: ReadonlySet<PredictionMark>,
  ): StoredHead | undefined {
    if (this.has(head.id, fingerprint, marks)) return undefined;
    this.set(head.id, fingerprint, marks);
    return { ...head, marks };
  }

  has(id: string, fingerprint: number, marks: ReadonlySet<PredictionMark>): boolean {
    const known = this.#known.get(id);
    return known?.fingerprint === fingerprint && known.marks === marks;
  }

  /** Marks stay as they are known where none are given. */
  set(id: string, fingerprint: number, marks?: ReadonlySet<PredictionMark>): void {
    const all = marks ?? this.#known.get(id)?.marks;
    this.#known.set(id, { fingerprint, marks: marksWhere((mark) => all?.has(mark) === true) });
  }

  mark(id: string, mark: PredictionMark, isSet: boolean): void {
    const known = this.#known.get(id);
    if (known === undefined) return;
    const { marks } = known;
    known.marks = marksWhere((other) => (other === mark ? isSet : marks.has(other)));
  }

  /** Gives whether it was known. */
  delete(id: string): boolean {
    return this.#known.delete(id);
  }
}
