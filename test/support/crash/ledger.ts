import { FileDigests } from './busyRuns';

/** What somebody was told to be on disk: it must be there from then on. */
export class Ledger {
  /** When each was answered that was stored last; milliseconds since 1970. */
  readonly answeredAt = new Map<string, number>();
  /** Paths. */
  readonly files = new Set<string>();
  readonly digests = new FileDigests();

  noteStored(id: string, answeredAt: number): void {
    this.answeredAt.set(id, Math.max(answeredAt, this.answeredAt.get(id) ?? 0));
  }

  noteFile(file: string): void {
    this.files.add(file);
  }
}
