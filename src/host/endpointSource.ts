import { ApiError } from '../client/apiError';
import { hostOf } from '../client/endpoint';
import type { Answer, PredictionClient } from '../client/predictionClient';
import type { PredictionSource } from '../tracking/trackedPrediction';
import type { ApiKeys } from './apiKeys';
import type { Settings } from './settings';

/** The tracker's source: the API at a base URL, asked with the key that belongs to its origin. */
export class EndpointSource implements PredictionSource {
  constructor(
    private readonly client: PredictionClient,
    private readonly settings: Settings,
    private readonly keys: ApiKeys,
  ) {}

  get baseUrl(): string {
    return this.settings.baseUrl;
  }

  async get(id: string, baseUrl: string, signal: AbortSignal): Promise<Answer> {
    const key = await this.keys.get(baseUrl);
    if (key === undefined) throw new ApiError('no-key', { host: hostOf(baseUrl) });
    const { requestTimeout: timeoutSeconds } = this.settings;
    return this.client.get(id, { baseUrl, key }, { signal, timeoutSeconds });
  }
}
