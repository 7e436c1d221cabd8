import { codeOf } from './fileErrors';

/** What a person or a maintainer should know of, though work goes on. */
export type LibraryReport =
  | { readonly type: 'not-read'; readonly file: string; readonly error: unknown }
  | { readonly type: 'set-aside'; readonly file: string; readonly error: unknown }
  | { readonly type: 'from-newer-version'; readonly file: string }
  | { readonly type: 'not-written'; readonly file: string; readonly error: unknown };

/** Says each trouble once: a full disk fails for every prediction and every beat. */
export class LibraryReports {
  /** Of any file, until one is written. */
  readonly #troubles = new Set<string>();
  /** Of each file, until that one is written. */
  readonly #troublesOfFiles = new Map<string, Set<string>>();
  readonly #fromNewerVersion = new Set<string>();

  constructor(private readonly tell: (report: LibraryReport) => void) {}

  report(report: LibraryReport): void {
    if (this.#isNews(report)) this.tell(report);
  }

  notRead(file: string, error: unknown): void {
    this.report({ type: 'not-read', file, error });
  }

  notWritten(file: string, error: unknown): void {
    this.report({ type: 'not-written', file, error });
  }

  /** What fails from now on is news again. */
  written(file: string): void {
    this.#troubles.clear();
    this.#troublesOfFiles.delete(file);
  }

  #isNews(report: LibraryReport): boolean {
    if (report.type === 'set-aside') return true;
    if (report.type === 'from-newer-version') return isAdded(this.#fromNewerVersion, report.file);
    const trouble = `${report.type} ${codeOf(report.error)}`;
    const ofFile = this.#troublesOfFiles.get(report.file) ?? new Set();
    this.#troublesOfFiles.set(report.file, ofFile);
    const isNewOfFile = isAdded(ofFile, trouble);
    return isAdded(this.#troubles, trouble) && isNewOfFile;
  }
}

/** Gives whether it was not there yet. */
function isAdded(set: Set<string>, text: string): boolean {
  const { size } = set;
  return set.add(text).size > size;
}
