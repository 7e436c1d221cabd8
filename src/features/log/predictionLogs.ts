import type { Localization } from '../../prediction/localization';
import type { GrowingLog } from '../../prediction/log/growingLog';
import { briefOf, isTerminal, modelName, type Prediction } from '../../prediction/prediction';
import { describeState } from '../../prediction/summary';
import type { OpenedPrediction } from '../../tracking/trackedPrediction';

/** One prediction's log, as far as the channel has it. */
interface WrittenLog {
  blockCount: number;
  /** Characters. */
  length: number;
  restarts: number;
  /** Lines of others stand in between, so that each line says whose it is. */
  isMixed: boolean;
}

/** Characters of one log: VS Code gets slow where a channel is much longer. */
const mostOfOne = 10_000_000;
/** Of the id before a line. */
const lengthOfOwner = 10;
/** Characters that are appended at once. */
const atOnce = 250_000;

/** Turns answers into the text that the channel gets, each line once. */
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
   * The lines that are new since the last call for this prediction, each with its end; of very many,
   * some at a time, so that others can do their work in between.
   * @param log Its log, read as far as it goes.
   */
  *newText(
    { id, whole: { prediction } }: OpenedPrediction,
    log: GrowingLog,
  ): Generator<string, void> {
    if (this.#ended.has(id)) return;
    const known = this.#written.get(id);
    const written = known ?? { blockCount: 0, length: 0, restarts: log.restarts, isMixed: false };
    this.#written.set(id, written);
    const owned = (text: string) => {
      if (text !== '') this.#markMixed(written);
      return written.isMixed ? withOwner(id, text) : text;
    };
    let text = known === undefined ? this.#heading(prediction) : '';
    for (const part of this.#newOf(log, written)) {
      text += part;
      if (text.length < atOnce) continue;
      yield owned(text);
      text = '';
    }
    const hasEnded = isTerminal(prediction) && this.#written.get(id) === written;
    if (hasEnded) text += `── ${describeState(briefOf(prediction), undefined, this.l10n)} ──\n`;
    const last = owned(text);
    if (hasEnded) {
      this.#written.delete(id);
      this.#ended.add(id);
    }
    yield last;
  }

  *#newOf(log: GrowingLog, written: WrittenLog): Generator<string, void> {
    if (log.restarts !== written.restarts) {
      Object.assign(written, { blockCount: 0, restarts: log.restarts });
      yield `${this.l10n.t('(the server has begun this log anew)')}\n`;
    }
    const keepsBars = this.keepsBars();
    while (written.blockCount < log.blocks.length) {
      const block = log.blocks[written.blockCount];
      // Before it is given: the next answer may be written until more is asked for.
      written.blockCount++;
      if (block === undefined || (block.isBar && !keepsBars) || written.length > mostOfOne)
        continue;
      written.length += block.text.length + lengthOfOwner * block.lineCount;
      if (written.length <= mostOfOne) yield block.text;
      else yield `${this.l10n.t('(too long for this channel: Show Log has the whole log)')}\n`;
    }
  }

  #heading(prediction: Prediction): string {
    const { id } = prediction;
    const name = modelName(prediction);
    const title = `── ${name === '' ? id : `${name} · ${id}`} ──`;
    const text = this.#isEmpty ? `${title}\n` : `\n${title}\n`;
    this.#isEmpty = false;
    return text;
  }

  #markMixed(log: WrittenLog): void {
    const others = [...this.#written.values()].filter((other) => other !== log);
    for (const other of others) other.isMixed = true;
    if (others.length > 0) log.isMixed = true;
  }
}

/** @param text Whole lines. */
function withOwner(id: string, text: string): string {
  return text.replace(/^(?!\n|$)/gm, `${id.slice(0, 8)}  `);
}
