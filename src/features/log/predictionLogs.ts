import type { Localization } from '../../prediction/localization';
import { LogText } from '../../prediction/log/logText';
import { isTerminal, modelName, type Prediction } from '../../prediction/prediction';
import { describeState } from '../../prediction/summary';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';

/** One prediction's log, as far as the channel has it. */
interface WrittenLog {
  readonly text: LogText;
  /** Lines of others stand in between, so that each line says whose it is. */
  isMixed: boolean;
}

/** Turns answers into the lines that the channel gets, each line once. */
export class PredictionLogs {
  /** Those that have not ended. */
  readonly #written = new Map<string, WrittenLog>();
  /** Their logs are not kept: nothing is added to them any more. */
  readonly #ended = new Set<string>();

  constructor(private readonly l10n: Localization) {}

  has(id: string): boolean {
    return this.#written.has(id) || this.#ended.has(id);
  }

  /** The lines that are new since the last call for this prediction. */
  newLines({ id, whole: { prediction } }: OpenedPrediction): string[] {
    if (this.#ended.has(id)) return [];
    const known = this.#written.get(id);
    const log = known ?? { text: new LogText(), isMixed: false };
    const lines = known === undefined ? this.#heading(prediction) : [];
    this.#written.set(id, log);
    const { lines: added, restarted } = log.text.update(prediction.logs);
    if (restarted) lines.push(this.l10n.t('(the server has begun this log anew)'));
    lines.push(...added);
    if (isTerminal(prediction)) {
      lines.push(...log.text.end(), `── ${describeState(prediction, undefined, this.l10n)} ──`);
    }
    if (lines.length > 0) this.#markMixed(log);
    if (isTerminal(prediction)) {
      this.#written.delete(id);
      this.#ended.add(id);
    }
    return log.isMixed ? lines.map((line) => withOwner(id, line)) : lines;
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
