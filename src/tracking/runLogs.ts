import { setImmediate as afterOthers } from 'node:timers/promises';

import { LogText } from '../prediction/log/logText';
import { isTerminal, type Prediction } from '../prediction/prediction';
import { runProgress, type RunProgress } from '../prediction/summary';
import type { ModelHistory } from './modelHistory';
import type { ServerClocks } from './serverClocks';

export interface RunLogsParts {
  readonly history: ModelHistory;
  readonly clocks: ServerClocks;
}

/** Reads the logs of what runs as they grow, and tells how far each run is. */
export class RunLogs {
  readonly #texts = new Map<string, LogText>();

  constructor(private readonly parts: RunLogsParts) {}

  /** Reads what is new of its log; of very much, parts, between which others do their work. */
  async read(prediction: Prediction): Promise<void> {
    if (isTerminal(prediction) || prediction.logs === '') return;
    const text = this.#texts.get(prediction.id) ?? new LogText();
    this.#texts.set(prediction.id, text);
    for (const { hasMore } of text.slices(prediction.logs)) if (hasMore) await afterOthers();
  }

  /**
   * How far it is, by its log as far as that was read, or by what earlier runs took.
   * @param now By our clock, in milliseconds since 1970.
   */
  progressOf(prediction: Prediction, baseUrl: string, now: number): RunProgress | undefined {
    const { id, model, version, startedAt = Infinity } = prediction;
    const seconds = (this.parts.clocks.at(baseUrl, now) - startedAt) / 1000;
    return runProgress(prediction, this.#texts.get(id)?.progress, {
      // What began in the future tells of a clock that is wrong.
      secondsRunning: seconds < 0 ? undefined : seconds,
      typicalRun: this.parts.history.typicalRun(model, version),
    });
  }

  forget(id: string): void {
    this.#texts.delete(id);
  }
}
