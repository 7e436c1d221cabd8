import { GrowingLog } from '../prediction/log/growingLog';
import { isTerminal, type Prediction } from '../prediction/prediction';
import { runProgress, type RunProgress } from '../prediction/summary';
import type { ModelHistory } from './modelHistory';
import type { ServerClocks } from './serverClocks';
import { takeSteps } from './slices';

export interface RunLogsParts {
  readonly reportBug: (error: unknown) => void;
  readonly history: ModelHistory;
  readonly clocks: ServerClocks;
}

/** Reads the logs of what runs as they grow, and tells how far each run is. */
export class RunLogs {
  readonly #logs = new Map<string, GrowingLog>();

  constructor(private readonly parts: RunLogsParts) {}

  get(id: string): GrowingLog | undefined {
    return this.#logs.get(id);
  }

  /**
   * Reads what is new of its log; of very much, parts, between which others do their work. A log that
   * cannot be read is no reason to lose the answer that it came in.
   */
  async read(prediction: Prediction): Promise<void> {
    try {
      await this.#read(prediction);
    } catch (error) {
      this.forget(prediction.id);
      this.parts.reportBug(error);
    }
  }

  /**
   * How far it is, by its log as far as that was read, or by what earlier runs took.
   * @param now By our clock, in milliseconds since 1970.
   */
  progressOf(prediction: Prediction, baseUrl: string, now: number): RunProgress | undefined {
    const { id, model, version, startedAt = Infinity } = prediction;
    const seconds = (this.parts.clocks.at(baseUrl, now) - startedAt) / 1000;
    return runProgress(prediction, this.#logs.get(id)?.progress, {
      // What began in the future tells of a clock that is wrong.
      secondsRunning: seconds < 0 ? undefined : seconds,
      typicalRun: this.parts.history.typicalRun(model, version),
    });
  }

  forget(id: string): void {
    this.#logs.delete(id);
  }

  async #read(prediction: Prediction): Promise<void> {
    const { id, logs } = prediction;
    const known = this.#logs.get(id);
    if (known === undefined && logs === '') return;
    const log = known ?? new GrowingLog();
    this.#logs.set(id, log);
    await takeSteps(log.read(logs, isTerminal(prediction)));
  }
}
