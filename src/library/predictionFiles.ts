import { randomUUID } from 'node:crypto';
import { copyFile, readFile, rename } from 'node:fs/promises';

import { isMissing } from './fileErrors';
import { FirstLineReader } from './firstLine';
import type { LibraryReports } from './libraryReport';
import {
  decodeAnswers,
  encodePrediction,
  HeadDecoder,
  type ReadHead,
  type UnmarkedHead,
} from './predictionFile';
import type { StoredAnswers } from './storedPrediction';
import { replaceFile } from './wholeFile';

/** What reading came to. All but `read` and `missing` has been reported. */
export type Reading<Content> =
  | { readonly state: 'read'; readonly content: Content }
  /** `unreadable`: the system refuses; `newer`: written by a newer version of the extension. */
  | { readonly state: 'missing' | 'set-aside' | 'newer' | 'unreadable' };

type Whole = UnmarkedHead & StoredAnswers;

const noAnswers: StoredAnswers = { answer: '', answerAfterDeletion: '' };

/** Reads predictions' files. A damaged one is kept, out of the way. */
export class PredictionFiles {
  readonly #decoder = new HeadDecoder();

  constructor(
    private readonly reports: LibraryReports,
    /** Whether a damaged one is moved away; else all stays as it is. */
    private readonly setsAside = true,
  ) {}

  /** Reads no more than the head. */
  head(
    file: string,
    readLine: () => string | Promise<string> = () => new FirstLineReader().read(file),
  ): Promise<Reading<ReadHead>> {
    return this.#read(file, readLine, (line) => this.#decoder.decode(line));
  }

  /** Whether a newer version of the extension wrote it; nothing is reported. */
  async isFromNewerVersion(file: string): Promise<boolean> {
    try {
      return this.#decoder.decode(await new FirstLineReader().read(file)) === undefined;
    } catch {
      // What cannot be read, or is none, is no newer one.
      return false;
    }
  }

  async whole(file: string): Promise<Reading<Whole>> {
    const reading = await this.#read(
      file,
      () => readFile(file, 'utf8'),
      (text) => this.#decodeWhole(text),
    );
    if (reading.state !== 'read') return reading;
    const { head, answersLine } = reading.content;
    try {
      return { state: 'read', content: { ...head, ...decodeAnswers(answersLine) } };
    } catch (error) {
      return { state: 'read', content: await this.#withoutAnswers(file, head, error) };
    }
  }

  async #read<Raw, Content>(
    file: string,
    read: () => Raw | Promise<Raw>,
    decode: (raw: Raw) => Content | undefined,
  ): Promise<Reading<Content>> {
    let raw: Raw;
    try {
      raw = await read();
    } catch (error) {
      if (isMissing(error)) return { state: 'missing' };
      if (error instanceof SyntaxError) return this.#setAside(file, error);
      this.reports.notRead(file, error);
      return { state: 'unreadable' };
    }
    try {
      const content = decode(raw);
      if (content !== undefined) return { state: 'read', content };
    } catch (error) {
      return this.#setAside(file, error);
    }
    this.reports.report({ type: 'from-newer-version', file });
    return { state: 'newer' };
  }

  #decodeWhole(text: string): { head: UnmarkedHead; answersLine: string } | undefined {
    const end = text.indexOf('\n');
    if (end < 0) throw new SyntaxError('The first line has no end.');
    const read = this.#decoder.decode(text.slice(0, end));
    return read && { head: read.head, answersLine: text.slice(end + 1) };
  }

  async #setAside(file: string, error: unknown): Promise<Reading<never>> {
    if (!this.setsAside) {
      this.reports.notRead(file, error);
      return { state: 'unreadable' };
    }
    this.reports.report({ type: 'set-aside', file, error });
    try {
      await rename(file, asideOf(file));
    } catch (renameError) {
      this.reports.notWritten(file, renameError);
    }
    return { state: 'set-aside' };
  }

  /** The prediction stays on the list: its answers can be asked for again. */
  async #withoutAnswers(file: string, head: UnmarkedHead, error: unknown): Promise<Whole> {
    const rest = { ...head, ...noAnswers };
    if (!this.setsAside) {
      this.reports.notRead(file, error);
      return rest;
    }
    this.reports.report({ type: 'set-aside', file, error });
    try {
      await copyFile(file, asideOf(file));
      await replaceFile(file, encodePrediction(rest));
    } catch (copyError) {
      this.reports.notWritten(file, copyError);
    }
    return rest;
  }
}

function asideOf(file: string): string {
  return `${file}.${randomUUID()}.corrupt`;
}
