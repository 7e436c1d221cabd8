import type { Localization } from '../../prediction/localization';
import { LogText, type LogUpdate } from '../../prediction/log/logText';
import type { Stage } from '../../prediction/log/stageBar';
import { Tracebacks, type Traceback } from './tracebacks';

/** UTF-16 units: VS Code colours no text of more than 20 MB, and gives none over 50 MB to extensions. */
const mostShown = 12_000_000;
/** What is left of more: so much is cut at once that it need not be done with each answer. */
const keptOfMore = 9_000_000;

/** A log as its document shows it: the lines so far and what a terminal has behind them. */
export class ShownLog {
  #reader = new LogText();
  #tracebacks = new Tracebacks();
  /** Lines that do not change any more, each with its end. */
  #settled = '';
  #leftOut = 0;
  #ended: string | undefined;

  constructor(private readonly l10n: Localization) {}

  /** UTF-16 units. */
  get length(): number {
    return this.#settled.length;
  }

  get text(): string {
    const { tail } = this.#reader;
    return this.#notice() + this.#settled + tail.join('\n');
  }

  /** Takes over the log as the last answer has it, in steps of some milliseconds. */
  *read(log: string, hasEnded: boolean): Generator<void, void> {
    if (this.#ended !== undefined && this.#ended !== log) this.#restart();
    for (const update of this.#reader.slices(log)) {
      this.#take(update);
      yield;
    }
    if (!hasEnded) return;
    this.#add(this.#reader.end());
    this.#ended = log;
  }

  /** Those that have a line, each with its place in the text. */
  get stages(): { readonly stage: Stage; readonly line: number }[] {
    return this.#reader.progress.stages.flatMap((stage) => {
      const line = this.#shownLine(this.#reader.lineOf(stage));
      return line === undefined ? [] : [{ stage, line }];
    });
  }

  get tracebacks(): { readonly traceback: Traceback; readonly line: number }[] {
    return this.#tracebacks.all.flatMap((traceback) => {
      const line = this.#shownLine(traceback.line);
      return line === undefined ? [] : [{ traceback, line }];
    });
  }

  #take({ lines, restarted }: LogUpdate): void {
    if (restarted) this.#clear();
    this.#add(lines);
  }

  #add(lines: readonly string[]): void {
    if (lines.length === 0) return;
    this.#tracebacks.read(lines);
    this.#settled += `${lines.join('\n')}\n`;
    if (this.#settled.length > mostShown) this.#cut();
  }

  #cut(): void {
    const start = this.#settled.indexOf('\n', this.#settled.length - keptOfMore) + 1;
    this.#leftOut += this.#settled.slice(0, start).split('\n').length - 1;
    this.#settled = this.#settled.slice(start);
  }

  #notice(): string {
    if (this.#leftOut === 0) return '';
    return `${this.l10n.t('(the first {0} lines are left out: the editor shows no more than the last 12 million characters)', this.#leftOut)}\n`;
  }

  #shownLine(line: number | undefined): number | undefined {
    if (line === undefined || line < this.#leftOut) return undefined;
    return this.#leftOut === 0 ? line : line - this.#leftOut + 1;
  }

  #restart(): void {
    this.#reader = new LogText();
    this.#clear();
  }

  #clear(): void {
    this.#tracebacks = new Tracebacks();
    this.#settled = '';
    this.#leftOut = 0;
    this.#ended = undefined;
  }
}
