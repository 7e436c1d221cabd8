import { ApiError } from '../client/apiError';
import type { Clock } from '../client/clock';
import { hostOf, originOf } from '../client/endpoint';
import type { Answer, PredictionClient } from '../client/predictionClient';
import type { RequestGate } from '../client/requestGate';
import { withRetries } from '../client/retry';
import type { AskOptions, PredictionSource } from '../tracking/trackedPrediction';
import type { ApiKeys } from './apiKeys';
import type { Settings } from './settings';

export interface EndpointSourceParts {
  readonly client: PredictionClient;
  readonly gate: RequestGate;
  readonly settings: Pick<Settings, 'baseUrl' | 'requestTimeout'>;
  readonly keys: Pick<ApiKeys, 'get'>;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
}

/** How often it is asked, while a person waits, before the failure is shown. */
const attempts = 3;

/** The tracker's source: the API at a base URL, asked with the key that belongs to its origin. */
export class EndpointSource implements PredictionSource {
  constructor(private readonly parts: EndpointSourceParts) {}

  get baseUrl(): string {
    return this.parts.settings.baseUrl;
  }

  async get(id: string, baseUrl: string, options: AskOptions): Promise<Answer> {
    const { gate, clock, random } = this.parts;
    const { signal, isUrgent } = options;
    const ask = () => gate.run(originOf(baseUrl), options, () => this.#ask(id, baseUrl, signal));
    try {
      return await (isUrgent ? withRetries(ask, { signal, clock, random, attempts }) : ask());
    } catch (failure) {
      if (!signal.aborted || failure instanceof ApiError) throw failure;
      throw new ApiError('cancelled', { host: hostOf(baseUrl) }, { cause: failure });
    }
  }

  /** The key is read when the turn has come: it may have been changed, or removed, meanwhile. */
  async #ask(id: string, baseUrl: string, signal: AbortSignal): Promise<Answer> {
    const { client, keys, settings } = this.parts;
    const key = await keys.get(baseUrl);
    if (key === undefined) throw new ApiError('no-key', { host: hostOf(baseUrl) });
    const { requestTimeout: timeoutSeconds } = settings;
    try {
      return await client.get(id, { baseUrl, key }, { signal, timeoutSeconds });
    } catch (error) {
      if (!(error instanceof ApiError) || !error.concernsKey) throw error;
      // The key may have been replaced while this was on its way.
      if ((await keys.get(baseUrl)) === key) throw error;
      return this.#ask(id, baseUrl, signal);
    }
  }
}
