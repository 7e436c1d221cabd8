import { PredictionLogs } from '../../../src/features/log/predictionLogs';
import { ShownLog } from '../../../src/features/log/shownLog';
import { UpdatePace } from '../../../src/host/updatePace';
import { GrowingLog } from '../../../src/prediction/log/growingLog';
import { runProgress } from '../../../src/prediction/summary';
import { english } from '../../support/builders/english';
import { FakeClock } from '../../support/builders/fakeClock';
import { predictionOf, trackedOf } from '../../support/builders/predictions';
import type { Stopwatch } from './stopwatch';

/** Milliseconds from answer to answer. */
const interval = 1000;
/** As the log's documents rest between two updates. */
const restPerUnit = 1 / 2500;

const running = predictionOf({ status: 'processing' });
const unknown = { secondsRunning: undefined, typicalRun: undefined };

/**
 * All that the extension does with one prediction's log while it runs, an answer a second: it reads
 * what is new, tells how far the run is, and prepares what the log channel gets. Where the log's
 * document is open, it also finds the tracebacks, and gives the document's whole text in UTF-8, each
 * time that the document is updated. What VS Code does with all this is not in it.
 */
export class ExtensionOnLog {
  readonly log = new GrowingLog();
  readonly #opened = trackedOf({ status: 'processing' });
  readonly #channel = new PredictionLogs(english, () => true);
  readonly #shown: ShownLog | undefined;
  readonly #clock = new FakeClock();
  readonly #pace = new UpdatePace(this.#clock);
  /** Units that went to the channel. */
  written = 0;
  /** Bytes that went to the document. */
  shownBytes = 0;

  constructor(
    private readonly watch: Stopwatch,
    isDocumentOpen: boolean,
  ) {
    this.#shown = isDocumentOpen ? new ShownLog(english) : undefined;
  }

  takeAnswer(answer: string): void {
    const log = this.watch.parse(answer);
    this.watch.read(() => {
      this.#takeLog(log);
    });
  }

  #takeLog(text: string): void {
    const { watch, log } = this;
    this.#clock.advance(interval);
    const steps = log.read(text, false);
    while (!watch.step(() => steps.next().done === true));
    watch.step(() => runProgress(running, log.progress, unknown));
    const texts = this.#channel.newText(this.#opened, log);
    while (!watch.step(() => this.#write(texts.next())));
    const rest = (this.#shown?.length ?? 0) * restPerUnit;
    this.#pace.request('log', rest, () => {
      this.#updateDocument();
    });
  }

  #write({ value, done }: IteratorResult<string, unknown>): boolean {
    if (done !== true) this.written += value.length;
    return done === true;
  }

  #updateDocument(): void {
    const { watch, log } = this;
    const shown = this.#shown;
    if (shown === undefined) return;
    const steps = shown.take(log);
    while (!watch.step(() => steps.next().done === true));
    this.shownBytes += watch.step(() => shown.bytes.length);
  }
}
