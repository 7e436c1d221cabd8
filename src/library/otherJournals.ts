import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { undefinedWhereMissing } from './fileErrors';
import { begun, ended, journalEnding } from './ownJournal';

interface Journal {
  /** How much of it has been read, in bytes. */
  offset: number;
  /** Changes that were begun and have not ended, and how often they were waited for. */
  readonly begun: Map<string, number>;
}

const newline = 10;
const mostBytesAtOnce = 1024 ** 2;
/**
 * A change takes milliseconds: one that has not ended after a few looks probably never will. Its
 * window may have been held up, though, and killed only then.
 */
const looksUntilDoubted = [3, 30, 300];

/** What other windows say that they change. */
export class OtherJournals {
  #journals = new Map<string, Journal>();
  /** Read, and not told yet: another journal may fail to be read. */
  #changed = new Set<string>();

  constructor(
    private readonly folder: string,
    /** Begins the names of this window's own. */
    private readonly ownName: string,
  ) {}

  /**
   * What was said so far is known.
   * @throws what the file system throws.
   */
  async skip(): Promise<void> {
    const journals = new Map<string, Journal>();
    for (const name of await this.#names()) {
      journals.set(name, { offset: await this.#size(name), begun: new Map() });
    }
    this.#journals = journals;
  }

  /**
   * The ids that others have changed since the last call, and some that they perhaps have.
   * @throws what the file system throws.
   */
  async changed(): Promise<ReadonlySet<string>> {
    const names = await this.#names();
    for (const name of names) {
      const journal = this.#journals.get(name) ?? { offset: 0, begun: new Map() };
      this.#journals.set(name, journal);
      for (const line of await this.#newLines(name, journal)) read(line, journal, this.#changed);
      doubtUnended(journal, this.#changed);
    }
    const here = new Set(names);
    for (const name of this.#journals.keys()) if (!here.has(name)) this.#journals.delete(name);
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  async #names(): Promise<readonly string[]> {
    const names = (await readdir(this.folder).catch(undefinedWhereMissing)) ?? [];
    return names.filter((name) => name.endsWith(journalEnding) && !name.startsWith(this.ownName));
  }

  async #size(name: string): Promise<number> {
    const found = await stat(path.join(this.folder, name)).catch(undefinedWhereMissing);
    return found?.size ?? 0;
  }

  async #newLines(name: string, journal: Journal): Promise<readonly string[]> {
    const size = await this.#size(name);
    // Its writer has begun it anew.
    if (size < journal.offset) journal.offset = 0;
    if (size === journal.offset) return [];
    const length = Math.min(size - journal.offset, mostBytesAtOnce);
    const bytes = await this.#bytes(name, journal.offset, length);
    const end = bytes.lastIndexOf(newline);
    journal.offset += end + 1;
    return bytes.toString('utf8', 0, Math.max(end, 0)).split('\n');
  }

  async #bytes(name: string, position: number, length: number): Promise<Buffer> {
    const file = await open(path.join(this.folder, name)).catch(undefinedWhereMissing);
    if (file === undefined) return Buffer.alloc(0);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }
}

function read(line: string, journal: Journal, changed: Set<string>): void {
  const id = idIn(line.slice(1));
  if (id === undefined) return;
  if (line.startsWith(begun)) journal.begun.set(id, 0);
  if (!line.startsWith(ended)) return;
  journal.begun.delete(id);
  changed.add(id);
}

function idIn(json: string): string | undefined {
  try {
    const id: unknown = JSON.parse(json);
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}

/** Its window was killed perhaps, before the change or after it. */
function doubtUnended(journal: Journal, changed: Set<string>): void {
  for (const [id, looks] of journal.begun) {
    if (looksUntilDoubted.includes(looks)) changed.add(id);
    if (looks === looksUntilDoubted.at(-1)) journal.begun.delete(id);
    else journal.begun.set(id, looks + 1);
  }
}
