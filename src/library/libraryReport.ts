import { codeOf, hasNoRoom, isOfReadOnlyFolder } from './fileErrors';

/** What a person or a maintainer should know of, though work goes on. */
export type LibraryReport =
  | { readonly type: 'not-read'; readonly file: string; readonly error: unknown }
  | { readonly type: 'set-aside'; readonly file: string; readonly error: unknown }
  | { readonly type: 'from-newer-version'; readonly file: string }
  | { readonly type: 'not-written'; readonly file: string; readonly error: unknown }
  /** Windows agree by it on which of them asks. */
  | { readonly type: 'lease-not-written'; readonly file: string; readonly error: unknown }
  | { readonly type: 'output-trouble'; readonly file: string; readonly error: unknown };

/** Where several parts are given the same reports, they say the same trouble once together. */
export type ReportTo = LibraryReports | ((report: LibraryReport) => void);

export function reportsTo(to: ReportTo): LibraryReports {
  return to instanceof LibraryReports ? to : new LibraryReports(to);
}

/**
 * Milliseconds. A trouble that has stayed away for so long is news when it comes again. An output that
 * finds no room is tried again after up to 64 minutes, and may then take an hour to fail.
 */
const overAfterMs = 3 * 3600_000;

/**
 * Tells each trouble once, whatever the file: a disk that is full or read-only fails for every prediction and
 * every beat, though now and then something small is written. What is for the log is told once for each file.
 */
export class LibraryReports {
  /** When each came last, with its file and without. */
  readonly #lastAt = new Map<string, number>();

  constructor(
    private readonly tell: (report: LibraryReport) => void,
    private readonly log: (report: LibraryReport) => void = () => undefined,
    private readonly now = () => performance.now(),
  ) {}

  report(report: LibraryReport): void {
    if (this.#isNews(report, report.file)) this.log(report);
    if (this.#isNews(report)) this.tell(report);
  }

  notRead(file: string, error: unknown): void {
    this.report({ type: 'not-read', file, error });
  }

  notWritten(file: string, error: unknown): void {
    this.report({ type: 'not-written', file, error });
  }

  outputTrouble(file: string, error: unknown): void {
    this.report({ type: 'output-trouble', file, error });
  }

  #isNews(report: LibraryReport, file = ''): boolean {
    if (report.type === 'set-aside') return true;
    const trouble = `${troubleOf(report)} ${file}`;
    const lastAt = this.#lastAt.get(trouble);
    this.#lastAt.set(trouble, this.now());
    if (lastAt === undefined) return true;
    return report.type !== 'from-newer-version' && this.now() - lastAt > overAfterMs;
  }
}

/** Of a report that has one. */
export function errorOf(report: LibraryReport): unknown {
  return 'error' in report ? report.error : undefined;
}

/** Nothing new can be kept there; what is there may be read all the same. */
export function isOfReadOnlyStorage(report: LibraryReport): boolean {
  return report.type !== 'not-read' && isOfReadOnlyFolder(errorOf(report));
}

/** What keeps one file from being written keeps all: told once, whichever part comes upon it first. */
function troubleOf(report: LibraryReport): string {
  if (report.type === 'from-newer-version') return `${report.type} ${report.file}`;
  const { type, error } = report;
  if (hasNoRoom(error)) return 'no-room';
  if (isOfReadOnlyStorage(report)) return 'read-only';
  return `${type} ${codeOf(error) || String(error)}`;
}
