import { randomUUID } from 'node:crypto';
import { appendFile, unlink } from 'node:fs/promises';
import path from 'node:path';

import type { LibraryReports } from './libraryReport';

/*
 * Each window writes a journal of what it changes, and reads those of the others: so a change costs
 * each of them one line, however many predictions there are. A line is a sign and an id in JSON.
 */

export const journalEnding = '.log';
/** Written before a change: who reads it looks later, should its window be killed meanwhile. */
export const begun = '>';
/** Written after a change: who reads it looks now. */
export const ended = '<';

/** Others read each second; one that slept for longer looks at everything. */
export const journalOutlivesMs = 60_000;

const usualSize = 256 * 1024;

interface OwnJournalParts {
  /** Must be there before the first change. */
  readonly folder: string;
  readonly reports: LibraryReports;
  /** Bytes after which a new file is begun. */
  readonly fullAt?: number;
  readonly outlivesMs?: number;
}

/** What this window changes. Never throws. */
export class OwnJournal {
  /** Begins the names of its files. */
  readonly name = randomUUID();
  readonly #endings = new Set<NodeJS.Timeout>();
  #files = 0;
  #size = 0;
  #waiting = '';
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(private readonly parts: OwnJournalParts) {}

  begin(id: string): Promise<void> {
    return this.#write(begun, id);
  }

  end(id: string): Promise<void> {
    return this.#write(ended, id);
  }

  /** What is written stays, for others to read. */
  dispose(): void {
    for (const ending of this.#endings) clearTimeout(ending);
    this.#endings.clear();
  }

  /** Lines that come while others are being written go together. */
  #write(sign: string, id: string): Promise<void> {
    this.#waiting += `${sign}${JSON.stringify(id)}\n`;
    this.#next ??= this.#writing.then(() => this.#flush());
    return this.#next;
  }

  #flush(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = '';
    this.#next = undefined;
    this.#writing = this.#append(lines);
    return this.#writing;
  }

  async #append(lines: string): Promise<void> {
    const file = this.#file();
    try {
      await appendFile(file, lines);
    } catch (error) {
      this.parts.reports.notWritten(file, error);
      return;
    }
    this.#size += lines.length;
    if (this.#size < (this.parts.fullAt ?? usualSize)) return;
    this.#files += 1;
    this.#size = 0;
    this.#removeLater(file);
  }

  #removeLater(file: string): void {
    const ending = setTimeout(() => {
      this.#endings.delete(ending);
      unlink(file).catch((error: unknown) => {
        this.parts.reports.notWritten(file, error);
      });
    }, this.parts.outlivesMs ?? journalOutlivesMs);
    this.#endings.add(ending);
  }

  #file(): string {
    return path.join(this.parts.folder, `${this.name}.${this.#files}${journalEnding}`);
  }
}
