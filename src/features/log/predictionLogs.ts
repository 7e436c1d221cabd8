import type { Localization } from '../../prediction/localization';
import type { GrowingLog } from '../../prediction/log/growingLog';
import { briefOf, isTerminal, modelName, type Prediction } from '../../prediction/prediction';
import { describeState } from '../../prediction/summary';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';

/** One prediction's log, as far as the channel has it. */
interface WrittenLog {
  lineCount: number;
  /** Characters. */
  length: number;
  restarts: number;
  /** Lines of others stand in between, so that each line says whose it is. */
  isMixed: boolean;
}

/** Characters of one log: VS Code gets slow where a channel is much longer. */
const mostOfOne = 10_000_000;
/** Of a line's end, and of the id before it. */
const roundLine = 11;
const linesAtOnce = 5000;

/** Turns answers into the lines that the channel gets, each line once. */
export class PredictionLogs {
  /** Those that have not ended. */
  readonly #written = new Map<string, WrittenLog>();
  /** Nothing is added to them any more. */
  readonly #ended = new Set<string>();
  #isEmpty = true;

  constructor(
    private readonly l10n: Localization,
    /** Whether a bar that has ended leaves its line. */
    private readonly keepsBars: () => boolean,
  ) {}

  has(id: string): boolean {
    return this.#written.has(id) || this.#ended.has(id);
  }

  /** To be called when it is taken off the list: should it come back, its log is written anew. */
  forget(id: string): void {
    this.#written.delete(id);
    this.#ended.delete(id);
  }

  /**
   * The lines that are new since the last call for this prediction; of very many, some at a time, so
   * that others can do their work in between.
   * @param log Its log, read as far as it goes.
   */
  *newLines(
    { id, whole: { prediction } }: OpenedPrediction,
    log: GrowingLog,
  ): Generator<string[], void> {
    if (this.#ended.has(id)) return;
    const known = this.#written.get(id);
    const written = known ?? { lineCount: 0, length: 0, restarts: log.restarts, isMixed: false };
    this.#written.set(id, written);
    const owned = (lines: string[]) => {
      if (lines.length > 0) this.#markMixed(written);
      return written.isMixed ? lines.map((line) => withOwner(id, line)) : lines;
    };
    let lines = known === undefined ? this.#heading(prediction) : [];
    for (const line of this.#newOf(log, written)) {
      lines.push(line);
      if (lines.length < linesAtOnce) continue;
      yield owned(lines);
      lines = [];
    }
    const hasEnded = isTerminal(prediction) && this.#written.get(id) === written;
    if (hasEnded) lines.push(`── ${describeState(briefOf(prediction), undefined, this.l10n)} ──`);
    const last = owned(lines);
    if (hasEnded) {
      this.#written.delete(id);
      this.#ended.add(id);
    }
    yield last;
  }

  *#newOf(log: GrowingLog, written: WrittenLog): Generator<string, void> {
    if (log.restarts !== written.restarts) {
      Object.assign(written, { lineCount: 0, restarts: log.restarts });
      yield this.l10n.t('(the server has begun this log anew)');
    }
    const isLeftOut = this.keepsBars() ? () => false : (place: number) => log.isBar(place);
    while (written.lineCount < log.lines.length) {
      const line = log.lines[written.lineCount] ?? '';
      const isShown = !isLeftOut(written.lineCount) && written.length <= mostOfOne;
      written.lineCount += 1;
      if (!isShown) continue;
      written.length += line.length + roundLine;
      if (written.length <= mostOfOne) yield line;
      else yield this.l10n.t('(too long for this channel: Show Log has the whole log)');
    }
  }

  #heading(prediction: Prediction): string[] {
    const { id } = prediction;
    const name = modelName(prediction);
    const title = `── ${name === '' ? id : `${name} · ${id}`} ──`;
    const lines = this.#isEmpty ? [title] : ['', title];
    this.#isEmpty = false;
    return lines;
  }

  #markMixed(log: WrittenLog): void {
    const others = [...this.#written.values()].filter((other) => other !== log);
    for (const other of others) other.isMixed = true;
    if (others.length > 0) log.isMixed = true;
  }
}

function withOwner(id: string, line: string): string {
  return line === '' ? line : `${id.slice(0, 8)}  ${line}`;
}
