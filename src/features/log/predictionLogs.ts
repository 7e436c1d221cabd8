import { LogText } from '../../prediction/logText';
import type { Localization } from '../../prediction/localization';
import { isTerminal, modelName } from '../../prediction/prediction';
import { singleLine } from '../../prediction/displayText';
import { describeState } from '../../prediction/summary';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';

/** Turns answers into the lines that the channel gets, each line once. */
export class PredictionLogs {
  readonly #texts = new Map<string, LogText>();
  readonly #ended = new Set<string>();

  constructor(private readonly l10n: Localization) {}

  has(id: string): boolean {
    return this.#texts.has(id);
  }

  forget(id: string): void {
    this.#texts.delete(id);
    this.#ended.delete(id);
  }

  /**
   * The lines that are new since the last call for this prediction.
   * @param isOneOfSeveral Whether lines of others may stand in between.
   */
  newLines(tracked: TrackedPrediction, isOneOfSeveral: boolean): string[] {
    const { id, prediction } = tracked;
    if (this.#ended.has(id)) return [];
    const lines: string[] = [];
    const known = this.#texts.get(id);
    const text = known ?? new LogText();
    this.#texts.set(id, text);
    if (known === undefined)
      lines.push(...(this.#texts.size > 1 ? [''] : []), this.#title(tracked));
    const { lines: added, restarted } = text.update(prediction.logs);
    if (restarted) lines.push(this.l10n.t('(the server has begun this log anew)'));
    lines.push(...added);
    if (isTerminal(prediction)) {
      lines.push(...text.end(), `── ${describeState(prediction, undefined, this.l10n)} ──`);
      this.#ended.add(id);
    }
    if (!isOneOfSeveral) return lines;
    return lines.map((line) => (line === '' ? line : `${id.slice(0, 8)}  ${line}`));
  }

  #title({ id, prediction }: TrackedPrediction): string {
    const name = singleLine(modelName(prediction), 80);
    return `── ${name === '' ? id : `${name} · ${id}`} ──`;
  }
}
