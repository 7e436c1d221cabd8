import { decodePrediction } from '../../prediction/prediction';
import type { Clock } from '../../tracking/clock';
import type { AskOptions, PredictionSource, SourceAnswer } from '../../tracking/trackedPrediction';
import { sampleAnswer, sampleBaseUrl } from './sampleRun';

/** Answers about the sample itself, and has every other prediction from the real source. */
export class SampleSource implements PredictionSource {
  #startedAt = -Infinity;

  constructor(
    private readonly real: PredictionSource,
    private readonly clock: Clock,
    /** The sample's images as `data:` URIs. */
    private readonly images: () => Promise<readonly string[]>,
  ) {}

  get baseUrl(): string {
    return this.real.baseUrl;
  }

  /** The sample's run begins anew. Until then, and after a reload, it has long ended. */
  start(): void {
    this.#startedAt = this.clock.now();
  }

  async get(id: string, baseUrl: string, options: AskOptions): Promise<SourceAnswer> {
    if (baseUrl !== sampleBaseUrl) return this.real.get(id, baseUrl, options);
    const json = sampleAnswer(this.#startedAt, this.clock.now(), await this.images());
    const prediction = decodePrediction(json);
    if (prediction === undefined) throw new Error('The sample is no prediction.');
    return { text: JSON.stringify(json), prediction };
  }
}
