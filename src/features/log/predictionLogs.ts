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

/** Turns answers into the lines that the channel gets, each line once. */
export class PredictionLogs {
  /** Those that have not ended. */
  readonly #written = new Map<string, WrittenLog>();
  /** Nothing is added to them any more. */
  readonly #ended = new Set<string>();

  constructor(
    private readonly l10n: Localization,
    /** Whether a bar that has ended leaves its line. */
    private readonly keepsBars: () => boolean,
  ) {}

  has(id: string): boolean {
    return this.#written.has(id) || this.#ended.has(id);
  }

  /**
   * The lines that are new since the last call for this prediction.
   * @param log Its log, read as far as it goes.
   */
  newLines({ id, whole: { prediction } }: OpenedPrediction, log: GrowingLog): string[] {
    if (this.#ended.has(id)) return [];
    const known = this.#written.get(id);
    const written = known ?? { lineCount: 0, length: 0, restarts: log.restarts, isMixed: false };
    const lines = known === undefined ? this.#heading(prediction) : [];
    this.#written.set(id, written);
    lines.push(...this.#newOf(log, written));
    if (isTerminal(prediction)) {
      lines.push(`── ${describeState(briefOf(prediction), undefined, this.l10n)} ──`);
    }
    if (lines.length > 0) this.#markMixed(written);
    if (isTerminal(prediction)) {
      this.#written.delete(id);
      this.#ended.add(id);
    }
    return written.isMixed ? lines.map((line) => withOwner(id, line)) : lines;
  }

  *#newOf(log: GrowingLog, written: WrittenLog): Generator<string, void> {
    if (log.restarts !== written.restarts) {
      Object.assign(written, { lineCount: 0, restarts: log.restarts });
      yield this.l10n.t('(the server has begun this log anew)');
    }
    const isLeftOut = this.keepsBars() ? () => false : (place: number) => log.isBar(place);
    for (; written.lineCount < log.lines.length; written.lineCount++) {
      const line = log.lines[written.lineCount] ?? '';
      if (isLeftOut(written.lineCount) || written.length > mostOfOne) continue;
      written.length += line.length;
      if (written.length <= mostOfOne) yield line;
      else yield this.l10n.t('(too long for this channel: Show Log has the whole log)');
    }
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
