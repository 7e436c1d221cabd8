import { codeOf } from './fileErrors';

/** What a person or a maintainer should know of, though work goes on. */
export type LibraryReport =
  | { readonly type: 'not-read'; readonly file: string; readonly error: unknown }
  | { readonly type: 'set-aside'; readonly file: string; readonly error: unknown }
  | { readonly type: 'from-newer-version'; readonly file: string }
  | { readonly type: 'not-written'; readonly file: string; readonly error: unknown };

/** Where several parts are given the same reports, they say the same trouble once together. */
export type ReportTo = LibraryReports | ((report: LibraryReport) => void);

export function reportsTo(to: ReportTo): LibraryReports {
  return to instanceof LibraryReports ? to : new LibraryReports(to);
}

/** Milliseconds. A trouble that has stayed away for so long is news when it comes again. */
const overAfterMs = 5 * 60_000;

/**
 * Says each trouble once, whatever the file: a full disk fails for every prediction and every beat, though
 * now and then something small is written.
 */
export class LibraryReports {
  /** When each came last. */
  readonly #lastAt = new Map<string, number>();
  readonly #fromNewerVersion = new Set<string>();

  constructor(
    private readonly tell: (report: LibraryReport) => void,
    private readonly now = () => performance.now(),
  ) {}

  report(report: LibraryReport): void {
    if (this.#isNews(report)) this.tell(report);
  }

  notRead(file: string, error: unknown): void {
    this.report({ type: 'not-read', file, error });
  }

  notWritten(file: string, error: unknown): void {
    this.report({ type: 'not-written', file, error });
  }

  #isNews(report: LibraryReport): boolean {
    if (report.type === 'set-aside') return true;
    if (report.type === 'from-newer-version') {
      const { size } = this.#fromNewerVersion;
      return this.#fromNewerVersion.add(report.file).size > size;
    }
    const trouble = `${report.type} ${codeOf(report.error)}`;
    const lastAt = this.#lastAt.get(trouble) ?? -Infinity;
    this.#lastAt.set(trouble, this.now());
    return this.now() - lastAt > overAfterMs;
  }
}
