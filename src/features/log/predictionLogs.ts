import type { Localization } from '../../prediction/localization';
import { LogText } from '../../prediction/log/logText';
import { briefOf, isTerminal, modelName, type Prediction } from '../../prediction/prediction';
import { describeState } from '../../prediction/summary';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';

/** One prediction's log, as far as the channel has it. */
interface WrittenLog {
  readonly text: LogText;
  /** Characters. */
  length: number;
  /** Lines of others stand in between, so that each line says whose it is. */
  isMixed: boolean;
}

/** Characters of one log: VS Code gets slow where a channel is much longer. */
const mostOfOne = 10_000_000;

/** Turns answers into the lines that the channel gets, each line once. */
export class PredictionLogs {
  /** Those that have not ended. */
  readonly #written = new Map<string, WrittenLog>();
  /** Their logs are not kept: nothing is added to them any more. */
  readonly #ended = new Set<string>();

  constructor(
    private readonly l10n: Localization,
    /** Whether a bar that ends leaves its line. Read as each log begins. */
    private readonly keepsBars: () => boolean,
  ) {}

  has(id: string): boolean {
    return this.#written.has(id) || this.#ended.has(id);
  }

  /**
   * The lines that are new since the last call for this prediction. Those of a long log come some at
   * a time, so that others can do their work in between, also those who tell of its next answer.
   */
  *newLines({ id, whole: { prediction } }: OpenedPrediction): Generator<string[], void> {
    if (this.#ended.has(id)) return;
    const known = this.#written.get(id);
    const log = known ?? { text: new LogText(this.keepsBars()), length: 0, isMixed: false };
    const lines = known === undefined ? this.#heading(prediction) : [];
    this.#written.set(id, log);
    for (const { lines: added, restarted, hasMore } of log.text.slices(prediction.logs)) {
      if (restarted) lines.push(this.l10n.t('(the server has begun this log anew)'));
      lines.push(...this.#withinLimit(log, added));
      if (!hasMore && isTerminal(prediction)) lines.push(...this.#end(id, log, prediction));
      if (lines.length > 0) this.#markMixed(log);
      yield log.isMixed ? lines.map((line) => withOwner(id, line)) : [...lines];
      lines.length = 0;
    }
  }

  #end(id: string, log: WrittenLog, prediction: Prediction): string[] {
    if (this.#ended.has(id)) return [];
    this.#written.delete(id);
    this.#ended.add(id);
    const state = describeState(briefOf(prediction), undefined, this.l10n);
    return [...this.#withinLimit(log, log.text.end()), `── ${state} ──`];
  }

  #withinLimit(log: WrittenLog, lines: readonly string[]): readonly string[] {
    if (log.length > mostOfOne) return [];
    log.length += lines.reduce((sum, line) => sum + line.length, 0);
    if (log.length <= mostOfOne) return lines;
    return [this.l10n.t('(too long for this channel: Show Log has the whole log)')];
  }

  #heading(prediction: Prediction): string[] {
    const { id } = prediction;
    const name = modelName(prediction);
    const title = `── ${name === '' ? id : `${name} · ${id}`} ──`;
    return this.#written.size + this.#ended.size === 0 ? [title] : ['', title];
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
